/** What sources of a program draw for a scene, and what is given in their place, as tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program, Step } from '../../compiler/program.ts';
import type { Dataset } from '../../data/dataset.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { sizeOf } from '../../nodes/shapes.ts';
import type { Samples } from '../metrics/samples.ts';
import { ops } from '../ops/ops.ts';
import type { Values } from '../plan/evaluate.ts';
import { createFeed, datasetFor } from '../plan/feed.ts';
import { sourceStream, VIEW_STEP } from '../plan/random-keys.ts';
import { createRandomStream } from '../random/stream.ts';
import type { Scene } from './scene.ts';

export type LoadData = () => Promise<Readonly<Record<string, Dataset>>>;

interface Drawing {
  readonly program: Program;
  readonly step: number;
  /** Asked only where a source that is drawn reads data. */
  readonly data: LoadData;
}

/** `count` samples of every source that `steps` draw, and of what is given, by value; kept. */
export async function drawAll(
  { program, step, data }: Drawing,
  scene: Scene,
  steps: readonly Step[],
): Promise<Values> {
  const draws = steps.flatMap((one) => (one.type === 'draw' ? [one.source] : []));
  const needsData = draws.some((ordinal) => program.sources[ordinal]?.feed != null);
  const loaded = needsData ? await data() : {};
  const values: Values = new Map();
  tf.tidy(() => {
    for (const ordinal of draws) draw(program, step, ordinal, scene, loaded, values);
    for (const [value, samples] of Object.entries(scene.given ?? {}))
      values.set(value, tensorOf(program, value, samples, scene.count));
    for (const tensor of values.values()) tf.keep(tensor);
  });
  return values;
}

function draw(
  program: Program,
  step: number,
  ordinal: number,
  { count, seed = program.seed }: Scene,
  data: Readonly<Record<string, Dataset>>,
  values: Values,
): void {
  const source = program.sources[ordinal];
  const definition = source && definitionOf(source.kind);
  if (!source || definition?.family !== 'source') {
    throw new Error(`internal: source number ${ordinal} is not there to be explored`);
  }
  const dataset = datasetFor(source, data);
  const feed = dataset && createFeed({ ...source, batchSize: count }, dataset, seed, true);
  const random = createRandomStream(seed, VIEW_STEP, sourceStream(ordinal, 0));
  const drawn = definition.draw(
    {
      ...{ tf, ops, isTraining: false, random, iteration: step, batchSize: count },
      batch: feed?.batch(0) ?? [],
    },
    source.params as never,
  );
  source.outputs.forEach(({ value }, i) => {
    const tensor = drawn[i];
    if (tensor) values.set(value, tensor);
  });
}

function tensorOf(
  program: Program,
  value: string,
  { values, shape }: Samples,
  count: number,
): tf.Tensor {
  if (values.length !== count * sizeOf(shape)) {
    throw new Error(
      `internal: "${value}" was given ${values.length} numbers, expected ${count} × [${shape.join(', ')}]`,
    );
  }
  const isLabel = program.sources.some(({ outputs }) =>
    outputs.some((output) => output.value === value && output.type.type === 'label'),
  );
  return isLabel
    ? tf.tensor1d(Int32Array.from(values), 'int32')
    : tf.tensor(values, [count, ...shape], 'float32');
}
