/** What is stored beside a run's record, and the data; checked on reading, as a record may come from another version or be damaged. */
import { z } from 'zod';
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import type { MetricRecord, SampleRecord } from './storage-types.ts';

export const CheckpointRecord = z.object({
  runId: z.string(),
  step: z.int().min(0),
  /** Of the weights; absent in rows from before there were files, as are the next three. */
  size: z.int().min(0).exactOptional(),
  at: z.number().exactOptional(),
  sum: z.number().exactOptional(),
  /** Empty where the bytes are here. */
  file: z.string().exactOptional(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array).exactOptional(),
});
export type CheckpointRecord = z.infer<typeof CheckpointRecord>;

/** Rows of the losses between two checkpoints, `width` values each. */
export const LossChunk = z
  .object({
    runId: z.string(),
    first: z.number(),
    width: z.int().min(0),
    steps: z.instanceof(Float64Array),
    values: z.instanceof(Float32Array),
    /** What each step took, NaN where it is not known; absent in rows from before they were kept. */
    ms: z.instanceof(Float32Array).exactOptional(),
    images: z.instanceof(Float32Array).exactOptional(),
  })
  .refine(
    ({ steps, width, values, ms = steps, images = steps }) =>
      values.length === steps.length * width &&
      ms.length === steps.length &&
      images.length === steps.length,
  );
export type LossChunk = z.infer<typeof LossChunk>;

/** `size`: bytes of the picture or the points; absent in rows from before it was kept. */
export type SampleRow = SampleRecord & { readonly runId: string; readonly size?: number };
export type MetricRow = MetricRecord & { readonly runId: string };

export const ReportRecord: z.ZodType<ImportReport> = z.object({
  isFitted: z.boolean(),
  heldBack: z.int().min(0),
  skippedCount: z.int().min(0),
  skipped: z.array(z.string()),
  notes: z.array(z.string()),
});

const count = z.int().min(1);
const range = z.object({ start: z.int().min(0), end: z.int().min(0) });
const names = z.tuple([z.string(), z.string()]).exactOptional();
export const DatasetRecord: z.ZodType<Dataset> = z.union([
  z.object({
    type: z.literal('images'),
    name: z.string(),
    count,
    height: count,
    width: count,
    channels: z.union([z.literal(1), z.literal(3)]),
    pixels: z.instanceof(Uint8Array),
    labels: z.union([z.instanceof(Uint8Array), z.instanceof(Uint16Array)]).exactOptional(),
    classNames: z.array(z.string()).exactOptional(),
    arrangement: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('domains'), a: range, b: range, names }),
        z.object({ type: z.literal('pairs'), second: z.instanceof(Uint8Array), names }),
      ])
      .exactOptional(),
  }),
  z.object({
    type: z.literal('points'),
    name: z.string(),
    count,
    dimensions: z.literal(2),
    points: z.instanceof(Float32Array),
    modes: z
      .object({ centres: z.array(z.tuple([z.number(), z.number()])), stdDev: z.number() })
      .exactOptional(),
  }),
]);
