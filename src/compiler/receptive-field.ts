/**
 * The receptive field of every layer of a network: how large a part of the input image one element of its output sees.
 * Exact for the interior of an image: what an element sees along an axis is kept as a table that repeats, because after
 * an enlargement neighbours see different amounts. Statistics that normalize do not count, as usual.
 */
import { definitionOf } from '../nodes/catalog.ts';
import type { Shape } from '../nodes/define.ts';
import { ownPlace, type Sight, type Span, type Window } from '../nodes/shared/window.ts';
import type { LayerProgram, NetworkProgram } from './program.ts';

export type ReceptiveField = {
  /** The network's input that it lies in: that of which most is seen. */
  readonly input: string;
  /** Height and width of that input. */
  readonly image: readonly [height: number, width: number];
} & (
  | {
      readonly type: 'window';
      /** May exceed the image: padding is seen too. */
      readonly height: number;
      readonly width: number;
      /** Elements of the image from one element of the output to the next, down and across. */
      readonly jump: readonly [number, number];
    }
  /** What goes through a dense layer, global pooling or attention sees everything. */
  | { readonly type: 'all' }
);

/** Tables longer than that belong to enlargements that no image has. */
const MOST_SPANS = 4096;
const NOTHING: Span = [0, -1];

/** By layer id; layers that see no image are left out. */
export function receptiveFields(network: NetworkProgram): ReadonlyMap<string, ReceptiveField> {
  const fields = new Map<string, ReceptiveField>();
  for (const { name, type } of network.inputs) {
    if (type.type !== 'tensor' || type.shape.length !== 3) continue;
    const [height = 1, width = 1] = type.shape;
    for (const [layer, sight] of sightsOver(network, name)) {
      const field = described(sight, name, [height, width]);
      if (isLarger(field, fields.get(layer))) fields.set(layer, field);
    }
  }
  return fields;
}

function described(sight: Sight, input: string, image: readonly [number, number]): ReceptiveField {
  if (sight === 'all') return { type: 'all', input, image };
  const [rows, columns] = sight;
  const jump = [rows.step / rows.spans.length, columns.step / columns.spans.length] as const;
  return { type: 'window', input, image, height: lengthOf(rows), width: lengthOf(columns), jump };
}

function isLarger(field: ReceptiveField, other: ReceptiveField | undefined): boolean {
  if (other?.type === 'all') return false;
  return field.type === 'all' || !other || field.height * field.width > other.height * other.width;
}

/** What each layer that depends on an input sees of it. */
function sightsOver({ layers }: NetworkProgram, input: string): ReadonlyMap<string, Sight> {
  const sights = new Map<string, Sight>([[`input:${input}`, [ownPlace, ownPlace]]]);
  for (const layer of layers) {
    const seen = layer.inputs.flatMap((ref, at) => {
      const arriving = sights.get(ref);
      return arriving ? [through(arriving, sightInto(layer, at))] : [];
    });
    if (seen.length > 0) sights.set(layer.id, seen.reduce(both));
  }
  sights.delete(`input:${input}`);
  return sights;
}

function sightInto(layer: LayerProgram, at: number): Sight {
  const definition = definitionOf(layer.kind);
  const sees = definition?.family === 'layer' ? definition.sees : undefined;
  const shape = layer.inputShapes[at] ?? [];
  if (at === 0 && shape.length === 3 && sees) return sees(layer.params, layer.inputShapes);
  return isSameArea(shape, layer.outputShape) ? [ownPlace, ownPlace] : 'all';
}

function isSameArea(a: Shape, b: Shape): boolean {
  return a.length === 3 && b.length === 3 && a[0] === b[0] && a[1] === b[1];
}

function through(arriving: Sight, own: Sight): Sight {
  if (arriving === 'all' || own === 'all') return 'all';
  return whole(composed(arriving[0], own[0]), composed(arriving[1], own[1]));
}

/** Of two inputs: from the first that either sees to the last. */
function both(a: Sight, b: Sight): Sight {
  if (a === 'all' || b === 'all') return 'all';
  return whole(joined(a[0], b[0]), joined(a[1], b[1]));
}

const whole = (rows: Window | null, columns: Window | null): Sight =>
  rows && columns ? [rows, columns] : 'all';

/** `own` looks at elements that see `arriving`. */
function composed(arriving: Window, own: Window): Window | null {
  const shared = divisor(arriving.spans.length, own.step);
  const length = (own.spans.length * arriving.spans.length) / shared;
  return tableOf(length, (arriving.step * own.step) / shared, (at) => {
    const [first, last] = spanAt(own, at);
    let seen = NOTHING;
    for (let element = first; element <= last; element++) {
      seen = union(seen, spanAt(arriving, element));
    }
    return seen;
  });
}

function joined(a: Window, b: Window): Window | null {
  // Images of one size that move on unequally have been cut out of something larger: there is no telling.
  if (a.step * b.spans.length !== b.step * a.spans.length) return null;
  const turns = b.spans.length / divisor(a.spans.length, b.spans.length);
  return tableOf(a.spans.length * turns, a.step * turns, (at) =>
    union(spanAt(a, at), spanAt(b, at)),
  );
}

function tableOf(length: number, step: number, span: (at: number) => Span): Window | null {
  if (length > MOST_SPANS) return null;
  return { step, spans: Array.from({ length }, (_, at) => span(at)) };
}

function spanAt({ step, spans }: Window, at: number): Span {
  const turns = Math.floor(at / spans.length);
  const [first, last] = spans[at - turns * spans.length] ?? NOTHING;
  return [first + turns * step, last + turns * step];
}

function union(a: Span, b: Span): Span {
  if (a[1] < a[0]) return b;
  return b[1] < b[0] ? a : [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

function lengthOf({ spans }: Window): number {
  return Math.max(...spans.map(([first, last]) => last - first + 1));
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
