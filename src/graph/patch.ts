/**
 * The difference between two versions of plain data, as plain data: what undo stores of a step. Versions share what
 * did not change, so making one costs about as much as the edit did. The order of names is part of the data.
 */

export type Patch =
  | { readonly type: 'value'; readonly value: unknown }
  | {
      readonly type: 'object';
      /** Patches by name; a name that was not there has a `value`. */
      readonly change: Readonly<Record<string, Patch>>;
      readonly drop?: readonly string[];
      /** All names, where they do not come out in order by themselves. */
      readonly order?: readonly string[];
    }
  /** In turn: `[at, count]` takes items of the list before, `{ value }` is a new one, `{ at, patch }` a changed one. */
  | { readonly type: 'list'; readonly parts: readonly ListPart[] };

type ListPart =
  | readonly [number, number]
  | { readonly value: unknown }
  | { readonly at: number; readonly patch: Patch };

type Plain = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of a few items are written out. */
const SHORT = 4;

export function diff(before: unknown, after: unknown): Patch {
  if (isObject(before) && isObject(after)) return diffObjects(before, after);
  if (Array.isArray(before) && Array.isArray(after) && after.length > SHORT)
    return diffLists(before, after);
  return { type: 'value', value: after };
}

function diffObjects(before: Plain, after: Plain): Patch {
  const names = Object.keys(after);
  const change = Object.fromEntries(
    names
      .filter((name) => !Object.hasOwn(before, name) || before[name] !== after[name])
      .map((name) => [
        name,
        Object.hasOwn(before, name)
          ? diff(before[name], after[name])
          : ({ type: 'value', value: after[name] } as const),
      ]),
  );
  const kept = Object.keys(before).filter((name) => Object.hasOwn(after, name));
  const drop = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const natural = [...kept, ...names.filter((name) => !Object.hasOwn(before, name))];
  const isInOrder = natural.every((name, at) => name === names[at]);
  return {
    type: 'object',
    change,
    ...(drop.length > 0 ? { drop } : {}),
    ...(isInOrder ? {} : { order: names }),
  };
}

function diffLists(before: readonly unknown[], after: readonly unknown[]): Patch {
  const places = new Map(before.map((item, at) => [item, at]));
  const parts: ListPart[] = [];
  let run: [number, number] | null = null;
  for (const [index, item] of after.entries()) {
    const at = item === before[index] ? index : places.get(item);
    if (at === undefined) {
      run = null;
      const old = before[index];
      const isChanged = isObject(item) && isObject(old) && before.length === after.length;
      parts.push(isChanged ? { at: index, patch: diff(old, item) } : { value: item });
    } else if (run && run[0] + run[1] === at) {
      run[1] += 1;
    } else {
      run = [at, 1];
      parts.push(run);
    }
  }
  return { type: 'list', parts };
}

/** Throws where the patch is none of this value. Shares what does not change. */
export function applyPatch(before: unknown, patch: Patch): unknown {
  switch (patch.type) {
    case 'value':
      return patch.value;
    case 'object':
      return applyToObject(before, patch);
    case 'list': {
      if (!Array.isArray(before)) throw new Error('internal: a patch of a list meets none');
      return patch.parts.flatMap((part) => {
        if ('value' in part) return [part.value];
        if ('patch' in part) return [applyPatch(before[part.at], part.patch)];
        const [at, count] = part;
        if (at + count > before.length)
          throw new Error('internal: a patch takes more than there is');
        return before.slice(at, at + count);
      });
    }
    default:
      return patch satisfies never;
  }
}

function applyToObject(
  before: unknown,
  { change, drop = [], order }: Extract<Patch, { type: 'object' }>,
): unknown {
  if (!isObject(before)) throw new Error('internal: a patch of an object meets none');
  const dropped = new Set(drop);
  const entries = new Map(Object.entries(before).filter(([name]) => !dropped.has(name)));
  for (const [name, inner] of Object.entries(change))
    entries.set(name, applyPatch(before[name], inner));
  if (!order) return Object.fromEntries(entries);
  if (order.length !== entries.size || !order.every((name) => entries.has(name)))
    throw new Error('internal: a patch orders other names');
  return Object.fromEntries(order.map((name) => [name, entries.get(name)]));
}
