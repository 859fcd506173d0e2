/** When each storage of a recording that needs a place is alive: what dispatches make, and uploads that they change. Pure. */
import type { Recording } from './recording.ts';
import type { Lifetime } from './share-buffers.ts';

type Found = Lifetime & { readonly apart: Set<number> };

/** By position of the storage; `apart` counts the entries of this map. */
export function lifetimesOf({
  storages,
  dispatches,
  result,
}: Recording): ReadonlyMap<number, Lifetime> {
  const found = new Map<number, Found>();
  const order = new Map<number, number>();
  dispatches.forEach(({ storages: used }, position) => {
    for (const i of used) {
      const storage = storages[i];
      if (!storage || storage.type === 'lasting') continue;
      if (storage.type !== 'passing' && !storage.isWritten) continue;
      const { first = storage.type === 'passing' ? position : -1, apart = new Set<number>() } =
        found.get(i) ?? {};
      const last = i === result ? dispatches.length : position;
      if (!order.has(i)) order.set(i, order.size);
      found.set(i, { bytes: storage.bytes, first, last, apart });
    }
  });
  const keepApart = (one: number, other: number): void => {
    const at = order.get(other);
    if (at !== undefined) found.get(one)?.apart.add(at);
  };
  for (const { storages: used, written } of dispatches) {
    for (const one of used.slice(0, written)) {
      for (const other of used) {
        if (other === one) continue;
        keepApart(one, other);
        keepApart(other, one);
      }
    }
  }
  return found;
}
