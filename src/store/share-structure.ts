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
  if (Array.isArray(previous) && Array.isArray(next)) {
    const shared = next.map((item, index) => share(previous[index], item));
    const isSame =
      previous.length === shared.length && shared.every((item, i) => Object.is(item, previous[i]));
    return isSame ? previous : shared;
  }
  if (isPlainObject(previous) && isPlainObject(next)) {
    return shareObject(previous, next);
  }
  return next;
}

function shareObject(previous: Plain, next: Plain): Plain {
  const keys = Object.keys(next);
  let isSame = keys.length === Object.keys(previous).length;
  let isNext = true;
  const values = keys.map((key) => {
    const wasThere = Object.hasOwn(previous, key);
    const value = wasThere ? share(previous[key], next[key]) : next[key];
    isSame &&= wasThere && Object.is(value, previous[key]);
    isNext &&= Object.is(value, next[key]);
    return value;
  });
  if (isSame) return previous;
  return isNext ? next : Object.fromEntries(keys.map((key, at) => [key, values[at]]));
}
