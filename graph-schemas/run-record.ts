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
    /** Of a run out of an archive: equal data, under whatever id, will do (`DataIdentity.hash`). */
    hash: z.string().exactOptional(),
  }),
]);
export type StoredBinding = z.infer<typeof StoredBinding>;

/** Which data it was, so that two runs can be told to have seen the same. */
export const DataIdentity = z.object({
  name: z.string(),
  count: z.int().min(0),
  /** Of the content, hexadecimal; of generated data, of its name and seed. */
  hash: z.string(),
});
export type DataIdentity = z.infer<typeof DataIdentity>;

/** On what a stretch of a run was computed. Another backend computes other last digits. */
export const RanOn = z.object({
  /** The first step after this one was computed here. */
  fromStep: z.int().min(0),
  backend: z.enum(['webgpu', 'wasm', 'cpu']),
  /** Adapter, SIMD, threads. */
  device: z.string(),
  /** By name: `ganvas`, `tfjs`, the browser or `node`. */
  versions: z.record(z.string(), z.string()),
});
export type RanOn = z.infer<typeof RanOn>;

/** Whose weights a run began with. */
export const RunOrigin = z.discriminatedUnion('type', [
  z.object({ type: z.literal('fresh') }),
  /** Weights of `kept` came from a checkpoint, those of `fresh` from the seed: `network/layer/weight`. */
  z.object({
    type: z.literal('fork'),
    runId: z.string(),
    step: z.int().min(0),
    kept: z.array(z.string()),
    fresh: z.array(z.string()),
  }),
  /** Out of a file. */
  z.object({ type: z.literal('file'), name: z.string() }),
]);
export type RunOrigin = z.infer<typeof RunOrigin>;

/** The sweep that a run is part of, and what it gives for each axis. */
export const RunGroup = z.object({
  id: z.string(),
  name: z.string(),
  values: z.array(
    z.object({ name: z.string(), value: z.union([z.number(), z.string(), z.boolean()]) }),
  ),
});
export type RunGroup = z.infer<typeof RunGroup>;

/** What was found of a run's health: `Finding` of `src/runtime/health/`, of this version or a later one. */
export const RunFinding = z.object({
  code: z.string(),
  place: z
    .object({
      graph: z.union([
        z.literal('objective'),
        z.templateLiteral(['networks.', z.string()]),
        z.templateLiteral(['blocks.', z.string()]),
      ]),
      node: z.string(),
    })
    .nullable(),
  numbers: z.record(z.string(), z.number()),
  since: z.int().min(0),
  message: z.string(),
  advice: z.string(),
});
export type RunFinding = z.infer<typeof RunFinding>;

export const RunHealth = z.object({
  findings: z.array(RunFinding).readonly(),
  /** Findings that the person wants to see no more in this run, by code and place. */
  dismissed: z.array(z.string()).readonly(),
});
export type RunHealth = z.infer<typeof RunHealth>;

/** What runs from before these were kept are taken to say. */
export const plainRun = {
  notes: '',
  tags: [] as string[],
  isPinned: false,
  deletedAt: null as number | null,
  data: {} as Record<string, DataIdentity>,
  ranOn: [] as RanOn[],
  trainedMs: 0,
  peakBytes: 0,
  origin: { type: 'fresh' } as RunOrigin,
  group: null as RunGroup | null,
  health: { findings: [], dismissed: [] } as RunHealth,
};

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
  notes: z.string().max(20_000).default(plainRun.notes),
  tags: z.array(z.string().max(60)).max(50).default(plainRun.tags),
  /** Neither it nor its checkpoints are ever offered for removal. */
  isPinned: z.boolean().default(plainRun.isPinned),
  /** Milliseconds since 1970. A deleted run can be taken back until it is cleared away. */
  deletedAt: z.number().nullable().default(plainRun.deletedAt),
  /** By dataset node. */
  data: z.record(z.string(), DataIdentity).default(plainRun.data),
  /** In order; empty until it was opened for the first time. */
  ranOn: z.array(RanOn).default(plainRun.ranOn),
  /** Time spent training, without preparation and pauses. */
  trainedMs: z.number().min(0).default(plainRun.trainedMs),
  /** The most memory that a step took; 0 where it was not measured. */
  peakBytes: z.number().min(0).default(plainRun.peakBytes),
  origin: RunOrigin.default(plainRun.origin),
  group: RunGroup.nullable().default(plainRun.group),
  /** As the page saw it last. No run is lost for what it says. */
  health: RunHealth.catch(plainRun.health),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type RunRecord = z.infer<typeof RunRecord>;
