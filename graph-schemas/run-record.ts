/** A stored run: what was trained, on what, how far it came. Weights and samples are stored beside it. */
import { z } from 'zod';
import { Document } from './document.ts';

const Name = z.string().max(200);

/** Which data a dataset node was bound to; enough to tell whether it is the same again. */
export const DataIdentity = z.strictObject({
  node: Name,
  name: Name,
  type: z.enum(['builtin', 'images', 'points']),
  count: z.int().min(0),
  /** Hash of the bytes, where the data is the person's own. */
  digest: z.string().max(128).optional(),
});
export type DataIdentity = z.infer<typeof DataIdentity>;

export const RunRecord = z.strictObject({
  id: z.string().min(1).max(64),
  name: Name,
  /** As it was when the run began. */
  document: Document,
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  data: z.array(DataIdentity).max(64),
  backend: z.enum(['webgpu', 'wasm', 'cpu']),
  /** Adapter, threads, SIMD. */
  device: z.string().max(500),
  /** Milliseconds since 1970. */
  createdAt: z.number().min(0),
  step: z.int().min(0),
  totalSteps: z.int().min(0),
  /** Names of the loss nodes, in the order of every row of losses. */
  losses: z.array(Name).max(256),
  status: z.enum(['training', 'paused', 'finished', 'failed']),
});
export type RunRecord = z.infer<typeof RunRecord>;
