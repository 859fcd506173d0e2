/**
 * A program with a checkpoint's weights, to be asked for any value of its objective: what is given stands in place of what
 * the plan would compute, and only what then still is needed runs, in inference mode. Nothing trains, so nothing of
 * optimizers is held.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Program, Step } from '../../compiler/program.ts';
import { outputsOf } from '../../compiler/step-values.ts';
import { CheckpointError, decodeCheckpoint, fingerprintOf } from '../checkpoint.ts';
import { registerInPlace } from '../in-place/change.ts';
import type { Samples } from '../metrics/samples.ts';
import { buildNetwork, type Network } from '../models/network.ts';
import { evaluate, readValue, type Values } from '../plan/evaluate.ts';
import { VIEW_STEP } from '../plan/random-keys.ts';
import { Stages } from '../plan/stages.ts';
import { drawAll, type LoadData } from './draw-scene.ts';
import { fill, silenceOf } from './fill-weights.ts';
import { type Blend, intervention } from './intervention.ts';
import { makersOf, stepsFor } from './makers.ts';
import { readParts } from './read-parts.ts';
import type { Scene } from './scene.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** A chunk of a batch that any device takes. */
const MOST_AT_ONCE = 32;

/** A layer of a network, whose output is read beside the values. */
export interface LayerPlace {
  readonly network: string;
  readonly layer: string;
}

export class Explorer {
  /** As it stands at the checkpoint's step. */
  readonly program: Program;
  /** What there is to explore in it. */
  readonly subjects: readonly Subject[];
  private readonly averages = new Map<string, ReadonlyMap<string, tf.Tensor>>();
  /** Zeros for the strength of every layer that injects noise, by network. */
  private readonly silence = new Map<string, ReadonlyMap<string, tf.Tensor>>();
  private readonly networks = new Map<string, Network>();
  private readonly staged: ReadonlyMap<string, Network>;
  private readonly makers: ReadonlyMap<string, Step>;

  /**
   * A backend must have been started. Throws CheckpointError.
   * @param bytes of a checkpoint; null: first weights
   * @param data asked for when a value is wanted that comes of it
   */
  constructor(
    whole: Program,
    bytes: Uint8Array | null,
    private readonly data: LoadData,
  ) {
    const contents = bytes && decodeCheckpoint(bytes);
    if (contents && contents.header.fingerprint !== fingerprintOf(whole)) {
      throw new CheckpointError(
        'The checkpoint belongs to other networks than this run’s document makes. Choose another run, or train this one anew.',
      );
    }
    registerInPlace();
    const saved = new Map(
      contents?.header.tensors.map(({ name }, i) => [name, contents.values[i]] as const),
    );
    whole.networks.forEach((program, ordinal) => {
      const network = buildNetwork(program, ordinal, whole.seed);
      this.networks.set(program.name, network);
      const averages = fill(network, saved);
      if (averages) this.averages.set(program.name, averages);
      this.silence.set(program.name, silenceOf(network, program.layers));
    });
    this.step = contents?.header.step ?? 0;
    const stage = new Stages(whole, this.networks).at(this.step);
    this.program = stage.program;
    this.staged = stage.networks;
    this.makers = makersOf(stage.program);
    this.subjects = subjectsOf(stage.program);
  }

  readonly step: number;

  /** `count` samples of each of the scene's values. What it draws is the same for equal scenes. */
  async evaluate(scene: Scene): Promise<readonly Samples[]> {
    return (await this.look(scene, null)).values;
  }

  /** With what a layer gives on the way; null where the way does not lead through it. */
  async look(
    scene: Scene,
    place: LayerPlace | null,
  ): Promise<{ readonly values: readonly Samples[]; readonly layer: Samples | null }> {
    const given = new Set(Object.keys(scene.given ?? {}));
    const steps = stepsFor(this.makers, scene.values, given);
    const drawn = await drawAll(
      { program: this.program, step: this.step, data: this.data },
      scene,
      steps,
    );
    try {
      const size = this.chunkFor(scene, steps);
      const parts: tf.Tensor[][] = [];
      for (let from = 0; from < scene.count; from += size) {
        const rows = { from, size: Math.min(size, scene.count - from) };
        parts.push(this.chunk(scene, steps, drawn, rows, place));
      }
      const read = await readParts(parts);
      const wanted = scene.values.length;
      return { values: read.slice(0, wanted), layer: read[wanted] ?? null };
    } finally {
      tf.dispose([...drawn.values()]);
    }
  }

  /** Weights of a layer by name, read back. */
  async weights({ network, layer }: LayerPlace): Promise<ReadonlyMap<string, Samples>> {
    const own = this.networks.get(network)?.weights ?? [];
    const found = new Map<string, Samples>();
    for (const { name, variable } of own) {
      if (!name.startsWith(`${layer}/`)) continue;
      const values = (await variable.data<'float32'>()).slice();
      found.set(name.slice(layer.length + 1), { values, shape: variable.shape });
    }
    return found;
  }

  dispose(): void {
    for (const network of this.networks.values()) network.dispose();
    for (const own of [...this.averages.values(), ...this.silence.values()]) {
      tf.dispose([...own.values()]);
    }
  }

  /** Where layers add noise each sample is a batch of its own: it then looks the same wherever it stands in a grid. */
  private chunkFor(scene: Scene, steps: readonly Step[]): number {
    const injects = steps.some(
      (step) => step.type === 'apply' && (this.silence.get(step.network)?.size ?? 0) > 0,
    );
    return injects && !scene.isWithoutNoise ? 1 : MOST_AT_ONCE;
  }

  private chunk(
    scene: Scene,
    steps: readonly Step[],
    drawn: Values,
    { from, size }: { readonly from: number; readonly size: number },
    place: LayerPlace | null,
  ): tf.Tensor[] {
    const seen: tf.Tensor[] = [];
    const made = tf.tidy(() => {
      const values: Values = new Map();
      for (const [value, tensor] of drawn) values.set(value, rowsOf(tensor, from, size));
      evaluate(
        steps.filter((step) => outputsOf(step).some((value) => !values.has(value))),
        values,
        {
          program: this.program,
          networks: this.staged,
          seed: scene.seed ?? this.program.seed,
          step: VIEW_STEP,
          repeat: 0,
          isTraining: false,
          iteration: this.step,
          scale: size / this.program.batchSize,
          draw: (source) => {
            throw new Error(`internal: source number ${source} was not drawn beforehand`);
          },
          lossState: (name) => {
            throw new Error(`internal: an explored value reads the state "${name}" of a loss`);
          },
          recall: (value) => {
            throw new Error(`internal: an explored value recalls "${value}"`);
          },
          substitutes: (network) => this.substitutes(network, scene),
          intervene: intervention({
            psi: scene.psi ?? null,
            blend: scene.blend ? rowsOfBlend(scene.blend, from, size) : null,
          }),
          observe: (network, layer, output) => {
            if (place?.network === network && place.layer === layer) {
              // The model lets go of it as soon as the layers after it have read it.
              seen.push(tf.keep(tf.clone(output)));
            }
          },
        },
      );
      const wanted = scene.values.map((value) => readValue(values, value));
      return [...wanted, ...seen.slice(0, 1)].map((tensor) => tf.clone(tf.cast(tensor, 'float32')));
    });
    tf.dispose(seen);
    return made;
  }

  private substitutes(network: string, scene: Scene): ReadonlyMap<string, tf.Tensor> | undefined {
    const averages = scene.usesAverage ? this.averages.get(network) : undefined;
    if (!scene.isWithoutNoise) return averages;
    return new Map([...(averages ?? []), ...(this.silence.get(network) ?? [])]);
  }
}

function rowsOf(tensor: tf.Tensor, from: number, size: number): tf.Tensor {
  if (from === 0 && tensor.shape[0] === size) return tensor;
  const rest = tensor.shape.slice(1);
  return tf.slice(tensor, [from, ...rest.map(() => 0)], [size, ...rest]);
}

const rowsOfBlend = ({ to, share }: Blend, from: number, size: number): Blend => ({
  to: to.slice(from, from + size),
  share: share.slice(from, from + size),
});
