/**
 * Which numbers of a card's short line are settings of the node, and of which: each setting is changed for a probe to see
 * where the line changes with it, so that a kind says its line once and nothing else. Pure.
 */
import type { Definition } from '../../../nodes/define.ts';
import { fieldsOf } from '../../../nodes/fields/describe.ts';

/** A number among the parameters of a node. */
export interface NumberPlace {
  readonly field: string;
  /** Of a list of numbers, which. */
  readonly item: number | null;
}

export interface BadgePart {
  readonly text: string;
  /** Null for what stands around the numbers. */
  readonly number: NumberPlace | null;
}

type Params = Readonly<Record<string, unknown>>;

/** No line says it by itself. */
const PROBE = 7_046_293;

interface Span extends NumberPlace {
  readonly from: number;
  readonly to: number;
}

/** The line in parts, as `say` puts it; one part where no number of it is a setting. `params` are the evaluated ones. */
export function badgeParts(
  definition: Pick<Definition, 'params' | 'badge'>,
  params: Params,
  say: (badge: string) => string,
): readonly BadgePart[] {
  const line = (values: Params) => say((definition.badge as (values: Params) => string)(values));
  if (!definition.badge) return [];
  const text = line(params);
  const spans = numbersOf(definition, params)
    .flatMap(({ place, value, probed }) => spansOf(place, value, text, () => line(probed)))
    .toSorted((a, b) => a.from - b.from);
  const parts: BadgePart[] = [];
  let at = 0;
  for (const { from, to, field, item } of spans) {
    if (from < at) continue;
    if (from > at) parts.push({ text: text.slice(at, from), number: null });
    parts.push({ text: text.slice(from, to), number: { field, item } });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), number: null });
  return parts;
}

interface Probed {
  readonly place: NumberPlace;
  readonly value: number;
  readonly probed: Params;
}

function numbersOf({ params: schema }: Pick<Definition, 'params'>, params: Params): Probed[] {
  return fieldsOf(schema).flatMap(({ name: field, meta: { type } }): Probed[] => {
    const value = params[field];
    if (type === 'numeric' && typeof value === 'number') {
      return [{ place: { field, item: null }, value, probed: { ...params, [field]: PROBE } }];
    }
    if (type !== 'numerics' || !Array.isArray(value)) return [];
    return value.flatMap((entry: unknown, item) => {
      if (typeof entry !== 'number') return [];
      const probed = { ...params, [field]: value.with(item, PROBE) };
      return [{ place: { field, item }, value: entry, probed }];
    });
  });
}

/** Where the number stands, if the line is otherwise the same. */
function spansOf(place: NumberPlace, value: number, text: string, probe: () => string): Span[] {
  const between = lineOrNone(probe).split(String(PROBE));
  const shown = String(value);
  if (between.length < 2 || between.join(shown) !== text) return [];
  let at = 0;
  return between.slice(0, -1).map((before) => {
    const from = at + before.length;
    at = from + shown.length;
    return { ...place, from, to: at };
  });
}

/** A kind may look something up by a number. */
function lineOrNone(line: () => string): string {
  try {
    return line();
  } catch {
    return '';
  }
}
