/**
 * One field of several nodes: what their values have in common, and how a change of it reaches each of them. Values
 * that differ are `MIXED`, also inside of lists and of tagged objects of one type; what stays mixed stays as it was.
 */
export const MIXED = Symbol('mixed');

/** A change that goes from what each node has. Changes of one drag share their `gesture`. */
export class Relative {
  constructor(
    readonly gesture: object,
    readonly change: (value: number | string) => number | string,
  ) {}
}

type Plain = Readonly<Record<string, unknown>>;

export function merged(values: readonly unknown[]): unknown {
  const [first, ...others] = values;
  if (others.every((value) => isEqual(value, first))) return first;
  if (values.every(Array.isArray)) {
    const lists = values as readonly (readonly unknown[])[];
    const isOneLength = lists.every(({ length }) => length === lists[0]?.length);
    if (!isOneLength || lists[0]?.some((item) => typeof item === 'object')) return MIXED;
    return lists[0]?.map((_, at) => merged(lists.map((list) => list[at])));
  }
  if (
    values.every(isPlain) &&
    others.every((value) => (value as Plain).type === (first as Plain).type)
  ) {
    const keys = new Set(values.flatMap((value) => Object.keys(value as Plain)));
    return Object.fromEntries(
      [...keys].map((key) => [key, merged(values.map((value) => (value as Plain)[key]))]),
    );
  }
  return MIXED;
}

/** What a node gets of a change: `own` is what it has. */
export function settled(next: unknown, own: unknown): unknown {
  if (next === MIXED) return own;
  if (next instanceof Relative) {
    return typeof own === 'number' || typeof own === 'string' ? next.change(own) : own;
  }
  if (Array.isArray(next)) {
    return next.map((item, at) => settled(item, Array.isArray(own) ? own[at] : undefined));
  }
  if (!isPlain(next)) return next;
  const kept = isPlain(own) ? own : {};
  const entries = Object.entries(next).map(
    ([key, value]) => [key, settled(value, kept[key])] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** `* 2`, `/ 2`, `+ 8`: what a person types to change numbers that differ. A minus would be a number of its own. */
export function readRelative(text: string): Relative | null {
  const [, sign = '', operand = ''] = /^\s*([*/+])\s*(\S.*)$/.exec(text) ?? [];
  const number = Number(operand);
  if (sign === '' || operand === '' || !Number.isFinite(number)) return null;
  return new Relative({}, (value) => {
    if (typeof value === 'string') return `(${value}) ${sign} ${operand}`;
    if (sign === '+') return value + number;
    return sign === '*' ? value * number : value / number;
  });
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
