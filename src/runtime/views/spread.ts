/**
 * How varied generators are: the mean distance of pairs of their samples over that of the data's. Whatever a view shows that
 * a network made, in the shape of some data of the program, is a generator's; noise and data are those of the seed, the
 * same at every look, so that only training changes the ratio.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Program, Step, ViewProgram } from '../../compiler/program.ts';
import { inputsOf, outputsOf } from '../../compiler/step-values.ts';
import type { Dataset } from '../../data/dataset.ts';
import { shapeOf } from '../../nodes/shapes.ts';
import { pairwiseSpread } from '../metrics/pairwise-spread.ts';
import type { Stages } from '../plan/stages.ts';
import { SPREAD_SAMPLES, type Spread } from '../trainer-types.ts';
import { Collector } from './collect.ts';

type Value = ViewProgram['values'][number];

interface Generator {
  /** The node that applies the network. */
  readonly node: string;
  /** Shows nothing but its samples. */
  readonly view: ViewProgram;
  /** Draws nothing but data of its shape. */
  readonly real: ViewProgram;
}

export class Spreads {
  private readonly collector: Collector;
  /** Of the data, by stage of the program and source. */
  private readonly real = new Map<string, number>();
  private readonly generators = new Map<number, readonly Generator[]>();

  constructor(
    program: Program,
    private readonly stages: Stages,
    averages: ReadonlyMap<string, ReadonlyMap<string, Tensor>>,
    data: Readonly<Record<string, Dataset>>,
  ) {
    this.collector = new Collector(program, stages, averages, data);
  }

  async measure(step: number): Promise<readonly Spread[]> {
    const { index, program } = this.stages.at(step);
    const generators = this.generators.get(index) ?? generatorsOf(program);
    this.generators.set(index, generators);
    const found: Spread[] = [];
    for (const { node, view, real } of generators) {
      const key = `${index} ${real.values[0]?.value}`;
      const whole = this.real.get(key) ?? (await this.spreadOf(real, step));
      this.real.set(key, whole);
      // Data that is the same everywhere leaves nothing to compare with.
      if (!(whole > 0)) continue;
      const ratio = (await this.spreadOf(view, step)) / whole;
      found.push({ node, ratio, samples: SPREAD_SAMPLES });
    }
    return found;
  }

  private async spreadOf(view: ViewProgram, step: number): Promise<number> {
    const [samples] = await this.collector.collect(view, SPREAD_SAMPLES, step);
    return samples ? pairwiseSpread(samples) : Number.NaN;
  }
}

/** Each once, as the first view that shows it has it. Exported for tests. */
export function generatorsOf(program: Program): readonly Generator[] {
  const found = new Map<string, Generator>();
  for (const view of program.views) {
    for (const value of view.values) {
      const maker = makerOf(value.value, view.steps);
      const real = dataLike(program, value);
      if (maker?.type !== 'apply' || !real || found.has(maker.node)) continue;
      found.set(maker.node, { node: maker.node, view: only(view, value, view.steps), real });
    }
  }
  return [...found.values()];
}

/** The step that a value comes from, through operations on it, or undefined. */
function makerOf(value: string, steps: readonly Step[]): Step | undefined {
  const step = steps.find((each) => outputsOf(each).includes(value));
  if (step?.type !== 'operate' && step?.type !== 'stop') return step;
  const [input] = inputsOf(step);
  return input === undefined ? step : makerOf(input, steps);
}

/** Draws the first data of the shape of a value. */
function dataLike(program: Program, { type }: Value): ViewProgram | null {
  const shape = shapeOf(type).join();
  for (const [source, { feed, outputs }] of program.sources.entries()) {
    const output = outputs.find((each) => shapeOf(each.type).join() === shape);
    if (!feed || !output || output.type.type !== 'tensor') continue;
    const draw = { type: 'draw', source, outputs: outputs.map(({ value }) => value) } as const;
    const view = { node: output.value, title: '', spec: SPEC };
    return { ...view, steps: [draw], values: [output] };
  }
  return null;
}

const SPEC: ViewProgram['spec'] = {
  ...{ type: 'scatter', count: SPREAD_SAMPLES, usesAverage: false, range: 1 },
};

/** Without a column for each class, whose samples would share their noise. */
function only(view: ViewProgram, value: Value, steps: readonly Step[]): ViewProgram {
  const { usesAverage } = view.spec;
  return { ...view, spec: { ...SPEC, usesAverage }, steps, values: [value] };
}
