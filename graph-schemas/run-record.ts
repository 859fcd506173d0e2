/**
 * A stored run: what was trained, on what, how far it came. Weights, losses and samples are stored beside it.
 * Members that a newer version has added are dropped on reading; a record that lacks one does not parse.
 */
import { z } from 'zod';
import { Document } from './document.ts';

/** Which data a dataset node reads: generated data by name, or the person's own, stored under an id. */
export const StoredBinding = z.discriminatedUnion('type', [
  z.object({ type: z.literal('builtin'), name: z.string() }),
  z.object({
    type: z.literal('stored'),
    datasetId: z.string(),
    name: z.string(),
    fileNames: z.array(z.string()),
  }),
]);
export type StoredBinding = z.infer<typeof StoredBinding>;

export const RunRecord = z.object({
  id: z.string(),
  name: z.string(),
  /** Of the open document that it was started from. */
  documentId: z.string().exactOptional(),
  /** As it stood when the run began: compiling it gives the run's program. */
  document: Document,
  /** By dataset node. */
  bindings: z.record(z.string(), StoredBinding),
  /** As it was chosen, not what came of it. */
  backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']),
  /** The newest checkpoint's. */
  step: z.int().min(0),
  /** 0 until the run was opened for the first time. */
  totalSteps: z.int().min(0),
  /** Names of the loss nodes, in the order of every row of losses. */
  losses: z.array(z.string()),
  end: z.enum(['none', 'finished', 'stopped']),
  /** Its checkpoints were removed to make room, and the person has been told. */
  weights: z.literal('gone').exactOptional(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type RunRecord = z.infer<typeof RunRecord>;
