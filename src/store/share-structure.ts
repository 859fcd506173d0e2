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
    const keys = Object.keys(next);
    const shared: Plain = {};
    let isSame = keys.length === Object.keys(previous).length;
    for (const key of keys) {
      const value = share(Object.hasOwn(previous, key) ? previous[key] : undefined, next[key]);
      Object.defineProperty(shared, key, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
      isSame &&= Object.hasOwn(previous, key) && Object.is(value, previous[key]);
    }
    return isSame ? previous : shared;
  }
  return next;
}
