/**
 * The small shapes that every part of a document is made of: identifiers, numbers that may be
 * expressions, port references. What a kind does with its parameters is the catalog's business.
 */
import { z } from 'zod';

/** Every object of JavaScript answers to these; text that holds them is refused before it is read. */
const RESERVED: ReadonlySet<string> = new Set(['constructor', 'prototype']);

/** Names of nodes, networks, blocks and parameters; `/` and `.` are kept for paths. */
export const Id = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    'expected a name: a letter, then letters, digits, "_" or "-", at most 64 in all',
  )
  .refine((name) => !RESERVED.has(name), 'expected another name: this one is reserved');
export type Id = z.infer<typeof Id>;

/** Source text of an expression over the document's parameters, e.g. `"ngf * 4"`. Parsed in `src/graph`. */
export const Expression = z.string().min(1).max(400).brand<'Expression'>();
export type Expression = z.infer<typeof Expression>;

/** A number, or an expression that evaluates to one. */
export const Numeric = z.union([z.number(), Expression]);
export type Numeric = z.infer<typeof Numeric>;

/** `"node.port"`: one end of an edge. */
export const PortRef = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}\.[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'expected "node.port"')
  .refine(
    (ref) => ref.split('.').every((name) => !RESERVED.has(name)),
    'expected other names: one of these is reserved',
  );
export type PortRef = z.infer<typeof PortRef>;

/** Place or size on the canvas, in pixels at zoom 1. */
export const Point = z.tuple([z.number().min(-1e6).max(1e6), z.number().min(-1e6).max(1e6)]);
export type Point = z.infer<typeof Point>;
