/**
 * What is stored of a document: the document as text, the steps of undo one by one, and which documents a browser tab
 * has open. Checked on reading, as a record may come from another version or be damaged.
 */
import { z } from 'zod';

/** Where a document came from. A variant remembers what it is a variant of, for comparing the two. */
export const DocumentOrigin = z.discriminatedUnion('type', [
  z.object({ type: z.literal('blank') }),
  z.object({ type: z.literal('preset'), preset: z.string() }),
  z.object({ type: z.literal('file'), name: z.string() }),
  z.object({ type: z.literal('link') }),
  z.object({ type: z.literal('pasted') }),
  z.object({ type: z.literal('variant'), of: z.string(), name: z.string() }),
  z.object({ type: z.literal('copy'), of: z.string(), name: z.string() }),
  /** From a version that did not ask. */
  z.object({ type: z.literal('earlier') }),
]);
export type DocumentOrigin = z.infer<typeof DocumentOrigin>;

const Viewport = z.object({ x: z.number(), y: z.number(), zoom: z.number().positive() });

export const StoredView = z.object({
  trail: z.array(z.string()),
  /** The node that led into each level of the trail. */
  through: z.array(z.string().nullable()).optional().catch(undefined),
  viewports: z.record(z.string(), Viewport),
});
export type StoredView = z.infer<typeof StoredView>;

export const DocumentRecord = z.object({
  id: z.string(),
  name: z.string(),
  /** The document as JSON; whoever reads it checks it as it checks a file. */
  text: z.string(),
  /** The number of this version: `steps` lead from there to those before and after it. */
  step: z.int(),
  /** The number of the version that the person has on disk. */
  savedStep: z.int().nullable().catch(null),
  origin: DocumentOrigin.catch({ type: 'earlier' }),
  view: StoredView.nullable().catch(null),
  /** The page that wrote it last: nobody else may overwrite it unasked. */
  writer: z.string().catch(''),
  /** Milliseconds since 1970. */
  usedAt: z.number().catch(0),
  /** A `FileSystemFileHandle` that the document is saved to. */
  file: z.unknown().optional(),
  /** Milliseconds since 1970; it is still there for as long as that can be undone. */
  deletedAt: z.number().exactOptional(),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

/** One step of undo: patches between the versions `step - 1` and `step`, as JSON, and their checksum. */
export const StepRecord = z.object({
  document: z.string(),
  step: z.int(),
  back: z.string(),
  forth: z.string(),
  sum: z.number(),
});
export type StepRecord = z.infer<typeof StepRecord>;

/** The documents that a browser tab has open, in the order of its tabs. */
export const SessionRecord = z.object({
  id: z.string(),
  tabs: z.array(z.string()),
  active: z.string(),
  updatedAt: z.number(),
});
export type SessionRecord = z.infer<typeof SessionRecord>;
