/**
 * A part of a canvas on its way through the clipboard: nodes with the wires between them, and what they refer to, so
 * that it can be pasted into any document. Plain JSON, checked by this when it comes back.
 */
import { z } from 'zod';
import { Block, Edge, Graph, GraphNode, Note, Parameter } from './document.ts';
import { Id } from './primitives.ts';

export const FRAGMENT_FORMAT = 'ganvas.fragment';
export const FRAGMENT_VERSION = 1;

export const Fragment = z.strictObject({
  format: z.literal(FRAGMENT_FORMAT),
  version: z.literal(FRAGMENT_VERSION),
  /** Names a document of a page: pasted there again, networks and blocks are those of the document as it is by now. */
  origin: z.string().max(100).optional(),
  nodes: z.record(Id, GraphNode),
  edges: z.array(Edge),
  /** Wires from nodes that stayed behind. */
  incoming: z.array(Edge).optional(),
  notes: z.array(Note).optional(),
  networks: z.record(Id, Graph).optional(),
  blocks: z.record(Id, Block).optional(),
  /** Those of the document that the nodes, or what they use, read. */
  parameters: z.record(Id, Parameter).optional(),
  /** Those of the block that the nodes stood in. */
  blockParameters: z.record(Id, Parameter).optional(),
});
export type Fragment = z.infer<typeof Fragment>;
