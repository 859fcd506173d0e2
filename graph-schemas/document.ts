/**
 * The Ganvas document, version 1: one JSON file that holds a whole experiment. This file fixes the
 * structure; the parameters of each node kind are declared in `src/nodes` and checked in `src/graph`.
 */
import { z } from 'zod';
import { Id, Numeric, Point, PortRef } from './primitives.ts';

export const FORMAT = 'ganvas.graph';
export const VERSION = 1;

const Text = z.string().max(10_000);
const Label = z.string().max(200);

/** A named number that expressions may use and profiles may change. */
export const Parameter = z.strictObject({
  value: z.number(),
  label: Label.optional(),
  help: Text.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Only whole numbers are meaningful (sizes, counts). */
  integer: z.boolean().optional(),
});
export type Parameter = z.infer<typeof Parameter>;

/** One node. `params` is what the kind's own schema describes; absent ones take the kind's defaults. */
export const GraphNode = z.strictObject({
  kind: z.string().min(1).max(64),
  title: Label.optional(),
  params: z.record(Id, z.json()).optional(),
  at: Point.optional(),
});
export type GraphNode = z.infer<typeof GraphNode>;

/** How many points a person may lead a wire through. */
export const MOST_POINTS = 16;

/** A wire from an output port to an input port of the same graph. `via` are points that it is drawn through, and no more. */
export const Edge = z.strictObject({
  from: PortRef,
  to: PortRef,
  via: z.array(Point).min(1).max(MOST_POINTS).optional(),
});
export type Edge = z.infer<typeof Edge>;

export const NOTE_COLORS = ['yellow', 'gray', 'blue', 'green', 'violet', 'red'] as const;

/** Text on the canvas, in Markdown; `frame` draws a box behind the nodes it covers, its first line the title. */
export const Note = z.strictObject({
  type: z.enum(['note', 'frame']),
  text: Text,
  at: Point,
  size: Point,
  /** Without one, notes are yellow and frames gray. */
  color: z.enum(NOTE_COLORS).optional(),
});
export type Note = z.infer<typeof Note>;

const graphFields = {
  label: Label.optional(),
  description: Text.optional(),
  nodes: z.record(Id, GraphNode),
  edges: z.array(Edge),
  notes: z.array(Note).optional(),
};

/** A canvas of nodes and edges: the objective, or the layers of a network. */
export const Graph = z.strictObject(graphFields);
export type Graph = z.infer<typeof Graph>;

/** A layer graph used as a template; every use has weights of its own and may set the parameters. */
export const Block = z.strictObject({
  ...graphFields,
  parameters: z.record(Id, Parameter).optional(),
});
export type Block = z.infer<typeof Block>;

/** A named set of parameter values: `paper`, `laptop`, `smoke`. */
export const Profile = z.strictObject({
  label: Label.optional(),
  description: Text.optional(),
  values: z.record(Id, z.number()),
});
export type Profile = z.infer<typeof Profile>;

export const Reference = z.strictObject({
  title: Label,
  url: z.url({ protocol: /^https?$/ }).max(2000),
});
export type Reference = z.infer<typeof Reference>;

/** `mixed`: products and what the backward pass needs in half precision, weights and sums in float32; where the device can. */
export const PRECISIONS = ['float32', 'mixed'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** How long and how often. All counts are in iterations; exactly one of `steps` and `epochs` is given. */
export const Training = z
  .strictObject({
    batchSize: Numeric,
    steps: Numeric.optional(),
    epochs: Numeric.optional(),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1),
    sampleEvery: Numeric.optional(),
    measureEvery: Numeric.optional(),
    checkpointEvery: Numeric.optional(),
    /** Of arithmetic; `float32` where it is absent. */
    precision: z.enum(PRECISIONS).optional(),
  })
  .refine((t) => (t.steps === undefined) !== (t.epochs === undefined), {
    message: 'expected exactly one of "steps" and "epochs"',
  });
export type Training = z.infer<typeof Training>;

export const Document = z.strictObject({
  $schema: z.string().max(2000).optional(),
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  name: Label,
  description: Text.optional(),
  references: z.array(Reference).max(50).optional(),
  parameters: z.record(Id, Parameter),
  profiles: z.record(Id, Profile).optional(),
  networks: z.record(Id, Graph),
  blocks: z.record(Id, Block).optional(),
  objective: Graph,
  training: Training,
});
export type Document = z.infer<typeof Document>;
