/**
 * Parts of a store's state that belong to one document each. Those of the document on show are in the state itself,
 * where components read them; the others wait here.
 */
import type { StoreApi } from 'zustand';

export interface Slots<T> {
  of(documentId: string): T;
  change(documentId: string, change: (slot: T) => Partial<T>): void;
  /** Another document is on show. The fields of `T` in the state become its own. */
  show(documentId: string): void;
  forget(documentId: string): T | undefined;
  /** The document goes on under another id: what was begun for it finds it there. */
  move(from: string, to: string): void;
  /** The id that a document goes under by now. */
  idOf(documentId: string): string;
  readonly ids: () => readonly string[];
  isShown(documentId: string): boolean;
}

/** @param pick the fields of `T`, out of the whole state */
export function createSlots<T extends object, S extends T & { readonly documentId: string }>(
  { get, set }: { get: StoreApi<S>['getState']; set: StoreApi<S>['setState'] },
  empty: () => T,
  pick: (state: S) => T,
): Slots<T> {
  const others = new Map<string, T>();
  const moved = new Map<string, string>();
  const idOf = (documentId: string): string => {
    const to = moved.get(documentId);
    return to === undefined ? documentId : idOf(to);
  };
  const isShown = (documentId: string) => get().documentId === idOf(documentId);
  const of = (documentId: string) =>
    isShown(documentId) ? pick(get()) : (others.get(idOf(documentId)) ?? empty());
  return {
    of,
    isShown,
    ids: () => [get().documentId, ...others.keys()],
    change(documentId, change) {
      const changes = change(of(documentId));
      if (isShown(documentId)) set(changes as unknown as Partial<S>);
      else others.set(idOf(documentId), { ...of(documentId), ...changes });
    },
    show(documentId) {
      if (get().documentId === documentId) return;
      // Opened anew under the id that it had given up, it is a document of its own.
      moved.delete(documentId);
      others.set(get().documentId, pick(get()));
      const next = others.get(documentId) ?? empty();
      others.delete(documentId);
      set({ ...next, documentId } as unknown as Partial<S>);
    },
    forget(documentId) {
      const slot = others.get(documentId);
      others.delete(documentId);
      return slot;
    },
    idOf,
    move(from, to) {
      others.set(to, of(from));
      if (isShown(from)) set(empty() as unknown as Partial<S>);
      others.delete(from);
      moved.set(from, to);
    },
  };
}
