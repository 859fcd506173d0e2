/**
 * Keeps the identity of what did not change between two results of plain data, so that components that
 * select a part re-render only when that part is different.
 */

type Plain = Record<string, unknown>;

function isPlainObject(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `next`, with every part that equals the same part of `previous` replaced by it. */
export function shareStructure<T>(previous: unknown, next: T): T {
  return share(previous, next) as T;
}

function share(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (typeof previous !== 'object' || typeof next !== 'object') return next;
  if (Array.isArray(previous) && Array.isArray(next)) return shareArray(previous, next);
  return isPlainObject(previous) && isPlainObject(next) ? shareObject(previous, next) : next;
}

/** Both copy only where a part of the earlier result takes the place of its equal: most is either all new or all old. */
function shareArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  let isSame = next.length === previous.length;
  let shared: unknown[] | null = null;
  for (let at = 0; at < next.length; at++) {
    const item = share(previous[at], next[at]);
    isSame &&= Object.is(item, previous[at]);
    if (Object.is(item, next[at])) continue;
    shared ??= [...next];
    shared[at] = item;
  }
  return isSame ? previous : (shared ?? next);
}

function shareObject(previous: Plain, next: Plain): Plain {
  const keys = Object.keys(next);
  let isSame = true;
  let shared: Plain | null = null;
  for (const key of keys) {
    if (!Object.hasOwn(previous, key)) {
      isSame = false;
      continue;
    }
    const value = share(previous[key], next[key]);
    isSame &&= Object.is(value, previous[key]);
    if (Object.is(value, next[key])) continue;
    shared ??= { ...next };
    shared[key] = value;
  }
  if (isSame && keys.length === Object.keys(previous).length) return previous;
  return shared ?? next;
}
