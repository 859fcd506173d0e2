/** An object all of whose methods are asynchronous, made when the first of them is called. */

/** @param make rejects where it could not be made; each call then does, until one succeeds */
export function lazily<T extends object>(make: () => Promise<T>): T {
  let made: Promise<T> | null = null;
  const get = (): Promise<T> => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
  return new Proxy({} as T, {
    get(_target, name) {
      // Else it would be taken for a promise.
      if (name === 'then') return undefined;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        const object = await get();
        const method: unknown = Reflect.get(object, name);
        if (typeof method !== 'function') throw new Error(`internal: no method ${String(name)}`);
        return Reflect.apply(method, object, given);
      };
    },
  });
}
