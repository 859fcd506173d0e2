/** What a result is made of: one preset, on some data, and what is expected of it. */
import { z } from 'zod';

/** What must hold at the end. Written before the run; where it was changed after one, the entry says so. */
export interface Claim {
  readonly says: string;
  /** `metric node.value`, or the name of an extra measure. */
  readonly of: string;
  /** The value at the end, or that by the value at the start. */
  readonly as: 'end' | 'ratio';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type Extra = 'told-apart' | 'style-mixing' | 'nearest-codes';

export interface Entry {
  /** Also its folder in docs/results. */
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly preset: string;
  readonly profile: string;
  readonly set: Readonly<Record<string, number>>;
  /** Null: that of the profile. */
  readonly steps: number | null;
  readonly seed: number;
  /** Null: built-in data. Else a path below the folder of real data. */
  readonly data: { readonly path: string; readonly name: string } | null;
  /** Previews of which sheets are kept: three of the first, the last one of the others. */
  readonly sheets: readonly string[];
  readonly extras: readonly Extra[];
  readonly claims: readonly Claim[];
}

const Values = z.record(z.string(), z.number());
const Curve = z.array(z.tuple([z.number(), z.number()]));

/** Kept beside the sheets as result.json, so that the report can be made anew without training. */
export const Result = z.object({
  id: z.string(),
  /** The command, to be typed. */
  command: z.string(),
  steps: z.number(),
  seed: z.number(),
  seconds: z.number(),
  /** It was interrupted: `seconds` are those of its last part. */
  isResumed: z.boolean(),
  msPerStep: z.number(),
  backend: z.string(),
  device: z.string(),
  machine: z.object({ processor: z.string(), cores: z.number(), memoryGb: z.number() }),
  versions: z.record(z.string(), z.string()),
  date: z.string(),
  /** At the start, in the middle and at the end: by metric node. */
  measured: z.array(z.object({ step: z.number(), metrics: z.record(z.string(), Values) })),
  losses: Values,
  extra: Values,
  curves: z.object({ losses: z.record(z.string(), Curve), metrics: z.record(z.string(), Curve) }),
  sheets: z.array(z.object({ file: z.string(), view: z.string(), step: z.number() })),
});
export type Result = z.infer<typeof Result>;
