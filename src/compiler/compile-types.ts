/** What `compile(document)` returns: problems, facts for every canvas, and a program if nothing is wrong. */
import type { GraphFacts, NodeFacts } from '../graph/facts.ts';
import type { GraphId, Problem } from '../graph/problem.ts';
import type { Shape } from '../nodes/define.ts';
import type { Program } from './program.ts';

export type { GraphFacts, NodeFacts };

export interface LayerSummary {
  readonly id: string;
  readonly kind: string;
  readonly outputShape: Shape;
  readonly trainable: number;
  readonly nonTrainable: number;
  readonly multiplyAdds: number;
}

export interface NetworkSummary {
  readonly trainable: number;
  readonly nonTrainable: number;
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly outputs: Readonly<Record<string, Shape>>;
  readonly layers: readonly LayerSummary[];
}

export interface Summary {
  readonly networks: Readonly<Record<string, NetworkSummary>>;
  /** Forward and backward of one iteration over the whole batch. */
  readonly multiplyAddsPerStep: number;
  /** Peak of weights, optimizer state and activations. */
  readonly memoryBytes: number;
  readonly phases: readonly {
    readonly node: string;
    readonly trains: readonly string[];
    readonly losses: readonly string[];
    readonly multiplyAdds: number;
  }[];
}

export interface Compilation {
  /** Errors first, then warnings, each in document order. */
  readonly problems: readonly Problem[];
  readonly graphs: Readonly<Partial<Record<GraphId, GraphFacts>>>;
  /** Null when there is an error. */
  readonly program: Program | null;
  readonly summary: Summary | null;
}
