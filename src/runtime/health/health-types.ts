/**
 * What a run shows of its health and what is concluded from it. Rules are pure: they see observations in order and say
 * what stands now; whoever trains makes the observations and shows the findings.
 */
import type { GraphId } from '../../graph/problem.ts';
import type { MemoryUse } from '../backends/memory-use.ts';
import type { Losses, LossScaleFact, Probe, Spread } from '../trainer-types.ts';

/** What has been seen since the observation before; parts that nobody looked at are absent. */
export interface Observation {
  /** Iterations done. */
  readonly step: number;
  readonly rows: readonly Losses[];
  readonly activations?: Probe;
  readonly gradients?: Probe;
  /** By optimizer step with weight clipping: share of its weights that lie at the bound, 0 to 1. */
  readonly atBound?: Readonly<Record<string, number>>;
  /** Of each generator that was looked at: how far apart its samples are, as a share of how far apart real ones are. */
  readonly spread?: readonly Spread[];
  readonly memory?: MemoryUse;
  /** Of every phase in mixed precision. */
  readonly lossScales?: readonly LossScaleFact[];
}

export type FindingCode =
  | 'discriminator-wins'
  | 'discriminator-loses'
  | 'collapse'
  | 'dead-units'
  | 'vanishing-gradients'
  | 'exploding-gradients'
  | 'oscillation'
  | 'clip-bound'
  | 'memory'
  | 'loss-scale'
  | 'not-finite';

/** Something that stands for some time, in numbers and in words. */
export interface Finding {
  readonly code: FindingCode;
  /** Absent for what belongs to no node. */
  readonly place: { readonly graph: GraphId; readonly node: string } | null;
  readonly numbers: Readonly<Record<string, number>>;
  /** The step at which it was first seen in one stretch. */
  readonly since: number;
  /** A sentence of what was seen, with its numbers and the node by its id. */
  readonly message: string;
  /** What to try, in a sentence. */
  readonly advice: string;
}

/** What a rule says now; the doctor adds since when, and the words. */
export interface Sign extends Pick<Finding, 'code' | 'place' | 'numbers'> {
  /** What the sentences name beside the place: networks, layers, optimizer steps. */
  readonly names?: Readonly<Record<string, string>>;
}

export interface Rule {
  /** All signs that stand after this observation. */
  observe(observation: Observation): readonly Sign[];
}
