/** What of the outline is open and which row the keys are on. Lasts as long as the page. */
import { create } from 'zustand';

interface OutlineState {
  readonly open: ReadonlySet<string>;
  readonly query: string;
  /** Key of the row that has the focus of the tree. */
  readonly active: string;
  /** The row whose name is typed anew, or null. */
  readonly renaming: string | null;
}

export const useOutline = create<OutlineState>()(() => ({
  open: new Set(['networks', 'blocks']),
  query: '',
  active: 'objective',
  renaming: null,
}));

export function setOpen(keys: readonly string[], isOpen: boolean): void {
  useOutline.setState((state) => {
    const { open } = state;
    if (keys.every((key) => open.has(key) === isOpen)) return state;
    const next = new Set(open);
    for (const key of keys) {
      if (isOpen) next.add(key);
      else next.delete(key);
    }
    return { open: next };
  });
}

/** A row is called otherwise now, and so are those in it. */
export function renameKey(from: string, to: string): void {
  useOutline.setState(({ open, active }) => ({
    open: new Set([...open].map((key) => (key === from ? to : key))),
    active: active === from ? to : active,
  }));
}

export const setActive = (active: string) => useOutline.setState({ active });
export const setRenaming = (renaming: string | null) => useOutline.setState({ renaming });
