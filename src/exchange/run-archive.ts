/**
 * The form of a `.ganvas.zip`: one run with all that belongs to it. `manifest.json` names every other member with its
 * size and checksum, so an archive that lacks some, or holds others, is known for what it is. Written by
 * `run-archive-write.ts`, read by `run-archive-read.ts`.
 */
import { z } from 'zod';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Checkpoint } from '../runtime/trainer-types.ts';

export const ARCHIVE_FORMAT = 'ganvas.run';
export const ARCHIVE_VERSION = 1;
export const ARCHIVE_ENDING = '.ganvas.zip';

/** Bounds of what an archive may ask of whoever reads it. */
export const ARCHIVE_LIMITS = {
  members: 20_000,
  /** The manifest, the record, the document, metrics. */
  textBytes: 64e6,
  lossBytes: 1e9,
  sheetBytes: 64e6,
  sheetSide: 8192,
  checkpointBytes: 2e9,
  /** Zip without its 64-bit extension ends here. */
  totalBytes: 4e9,
} as const;

/** An archive that cannot be written or taken: what was expected, what was found, what to do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** Losses by column. */
export interface LossColumns {
  readonly names: readonly string[];
  readonly steps: Float64Array;
  readonly values: readonly Float32Array[];
  /** What each step took, NaN where nobody has kept it. */
  readonly taken?: { readonly ms: Float32Array; readonly images: Float32Array };
}

export type ArchivedSample = {
  readonly view: string;
  readonly title: string;
  readonly step: number;
} & (
  | { readonly type: 'sheet'; readonly png: Blob }
  | {
      readonly type: 'points';
      readonly real: Float32Array;
      readonly generated: Float32Array;
      readonly range: number;
    }
);

export interface SampleKey {
  readonly view: string;
  readonly step: number;
}

export interface CheckpointKey {
  readonly step: number;
  readonly bytes: number;
}

/** A run in a browser, a folder or an archive. What is large comes when it is asked for. */
export interface WholeRun {
  readonly record: RunRecord;
  readonly losses: LossColumns;
  readonly metrics: readonly ArchivedMetric[];
  readonly samples: readonly SampleKey[];
  readonly checkpoints: readonly CheckpointKey[];
  sample(key: SampleKey): Promise<ArchivedSample | null>;
  checkpoint(step: number): Promise<Checkpoint | null>;
}

const Count = z.int().min(0);
const Step = Count;

/** What JSON has no word for goes by its name. */
const Value = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform((name) => Number(name)),
]);

export const ArchivedMetric = z.object({
  view: z.string(),
  title: z.string(),
  step: Step,
  values: z.record(z.string(), Value),
  samples: Count.exactOptional(),
  fault: z.string().exactOptional(),
});
export type ArchivedMetric = z.infer<typeof ArchivedMetric>;

/** Of plain names, so that no tool unpacks a member outside of the folder that it was told. */
const MemberPath = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*(\/[A-Za-z0-9][A-Za-z0-9_.-]*)*$/, 'expected a plain path');

const shown = { view: z.string(), title: z.string(), step: Step, path: MemberPath };

export const Manifest = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.literal(ARCHIVE_VERSION),
  /** Milliseconds since 1970. */
  writtenAt: z.number(),
  /** By name: `ganvas`, `tfjs`. */
  versions: z.record(z.string(), z.string()),
  members: z
    .array(z.object({ path: MemberPath, bytes: Count, crc32: z.string().regex(/^[0-9a-f]{8}$/) }))
    .max(ARCHIVE_LIMITS.members),
  checkpoints: z.array(z.object({ step: Step, path: MemberPath })),
  samples: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('sheet'), ...shown }),
      /** Little-endian float32: the real points, then the generated ones, x and y interleaved. */
      z.object({
        type: z.literal('points'),
        ...shown,
        real: Count,
        generated: Count,
        range: z.number().positive(),
      }),
    ]),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

/** Columns of `times.csv` beside the step: milliseconds, and images in the batch. */
export const TIMES = ['ms', 'images'] as const;

export const MEMBERS = {
  manifest: 'manifest.json',
  readme: 'README.md',
  document: 'document.json',
  record: 'run.json',
  losses: 'losses.csv',
  /** By step, as the losses; absent where nothing is known of it. */
  times: 'times.csv',
  metrics: 'metrics.json',
} as const;
