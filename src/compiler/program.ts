/**
 * The compiled experiment, as plain data (JSON-serialisable, every shape known). Runtime, summary, cost,
 * printer and exporters read this and nothing else. What makes one legal is checked in `check-program.ts`.
 */

import type { Precision } from '../../graph-schemas/document.ts';
import type { Within } from '../graph/flat-network.ts';
import type { Batched, Shape, ValueType, Weight } from '../nodes/define.ts';
import type { Feed, Fresh, Optimizer, PoolSpec, Schedule, ViewSpec } from '../nodes/specs.ts';

export interface Program {
  readonly name: string;
  readonly seed: number;
  readonly batchSize: number;
  /** Iterations to run; `epochs` is kept where the document counts in epochs (needs the data's size). */
  readonly length:
    | { readonly type: 'steps'; readonly steps: number }
    | { readonly type: 'epochs'; readonly epochs: number };
  readonly sampleEvery: number;
  readonly measureEvery: number;
  readonly checkpointEvery: number;
  /** What was asked for, `float32` if nothing was; a device that cannot do it trains in float32. */
  readonly precision?: Precision;
  readonly networks: readonly NetworkProgram[];
  readonly sources: readonly SourceProgram[];
  /** One iteration: groups in order; phases of a group take all gradients before any is applied. */
  readonly iteration: readonly PhaseGroup[];
  readonly views: readonly ViewProgram[];
  /**
   * What remains of networks, iteration and views while numbers that change with the iteration (`schedule`) shut branches
   * off. In order; the first begins at 0. Empty where nothing is ever shut off. All above is the whole.
   */
  readonly stages: readonly StageProgram[];
}

export interface StageProgram {
  /** Its first iteration; it lasts until the next stage. */
  readonly from: number;
  /** Networks that differ from the whole ones: layers and weights keep their ids, inputs and outputs their order. */
  readonly networks: readonly NetworkProgram[];
  readonly iteration: readonly PhaseGroup[];
  readonly views: readonly ViewProgram[];
}

export interface NetworkProgram {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly type: ValueType }[];
  /** `layer` is the id of the layer that feeds the output. */
  readonly outputs: readonly {
    readonly name: string;
    readonly layer: string;
    readonly shape: Shape;
  }[];
  /** In execution order. A network input is referred to by the id `input:NAME`. */
  readonly layers: readonly LayerProgram[];
}

export interface LayerProgram {
  /** Path through the blocks that hold it: `up/1/conv`. Unique in its network. */
  readonly id: string;
  /** The uses of blocks that it lies in, outermost first; `copy` is null where the use does not repeat. */
  readonly within: readonly Within[];
  readonly kind: string;
  /** Evaluated parameters, as the kind's `forward` takes them. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Ids of layers (or `input:NAME`), in port order. */
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly weights: readonly Weight[];
  /** Per sample, forward. */
  readonly multiplyAdds: number;
}

export interface SourceProgram {
  readonly node: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly batchSize: number;
  readonly fresh: Fresh;
  readonly outputs: readonly { readonly value: string; readonly type: ValueType }[];
  readonly feed: Feed | null;
}

/** A value's name is `node.port` of the objective. */
export type Step =
  /** Draws all outputs of source number `source`. */
  | { readonly type: 'draw'; readonly source: number; readonly outputs: readonly string[] }
  /** Runs a network. `stream` keys its dropout; equal evaluations in different phases share one. */
  | {
      readonly type: 'apply';
      readonly node: string;
      readonly network: string;
      readonly inputs: readonly string[];
      readonly outputs: readonly string[];
      readonly stream: number;
      /** Whether moving statistics move: only the first time that this evaluation happens in an iteration. */
      readonly updatesStatistics: boolean;
    }
  /** A weightless layer kind or an operation, on values of the objective. */
  | {
      readonly type: 'operate';
      readonly node: string;
      readonly kind: string;
      readonly params: Readonly<Record<string, unknown>>;
      readonly inputs: readonly string[];
      readonly outputs: readonly string[];
      readonly outputTypes: readonly Batched[];
      readonly stream: number;
    }
  /** Identity without gradient. */
  | {
      readonly type: 'stop';
      readonly node: string;
      readonly input: string;
      readonly output: string;
    }
  /** Identity without gradient that exchanges samples with a buffer of earlier ones. */
  | {
      readonly type: 'pool';
      readonly node: string;
      readonly input: string;
      readonly output: string;
      readonly pool: PoolSpec;
      /** Of one sample. */
      readonly shape: Shape;
      readonly stream: number;
    }
  /** Reads a value that an earlier phase of this iteration kept. */
  | { readonly type: 'recall'; readonly value: string }
  | {
      readonly type: 'loss';
      readonly node: string;
      readonly kind: string;
      readonly params: Readonly<Record<string, unknown>>;
      readonly inputs: readonly string[];
      readonly output: string;
      readonly stream: number;
      /** The network that the loss runs itself, or null. */
      readonly network: string | null;
      /** State of the loss, named `NODE/weight` in a run. */
      readonly weights: readonly Weight[];
    };

export interface PhaseGroup {
  readonly order: number;
  readonly phases: readonly Phase[];
}

export interface Phase {
  /** Id of the optimizer-step node. */
  readonly node: string;
  /** Position in the iteration, from 0. */
  readonly index: number;
  readonly title: string;
  readonly trains: readonly string[];
  readonly repeat: Schedule;
  readonly every: number;
  /** Steps that no trained weight influences: run before the tape. */
  readonly prologue: readonly Step[];
  /** Steps on the tape, ending in losses. */
  readonly forward: readonly Step[];
  readonly losses: readonly { readonly value: string; readonly weight: Schedule }[];
  /** Values that a later phase recalls; kept until the end of the iteration. */
  readonly keep: readonly string[];
  readonly optimizer: Optimizer;
  readonly learningRate: Schedule;
  readonly weightClip: number | null;
  readonly gradientClip: number | null;
  readonly averageDecay: number | null;
}

export interface ViewProgram {
  readonly node: string;
  readonly title: string;
  readonly spec: ViewSpec;
  /** Evaluated in inference mode with fixed sources, in order, when a sample is due. */
  readonly steps: readonly Step[];
  /** Values shown, in port order, with their shapes. */
  readonly values: readonly { readonly value: string; readonly type: ValueType }[];
}
