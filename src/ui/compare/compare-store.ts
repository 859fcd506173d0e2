/** Which runs are compared. There from the start of the page; the view itself comes when it is opened. */
import { create } from 'zustand';
import { MOST_RUNS } from '../../compare/compared-run.ts';

interface CompareState {
  readonly isOpen: boolean;
  /** In the order of their colours. Empty: the view chooses the newest runs. */
  readonly runIds: readonly string[];
  /** The run that the others are held against; the first where it is not one of them. */
  readonly baseline: string | null;
}

export const useCompareStore = create<CompareState>()(() => ({
  isOpen: false,
  runIds: [],
  baseline: null,
}));

/** Of more than eight runs the first eight. Without any: those of before, or the newest. */
export function openCompare(runIds: readonly string[] = []): void {
  const unique = [...new Set(runIds)].slice(0, MOST_RUNS);
  useCompareStore.setState(
    unique.length > 0
      ? { isOpen: true, runIds: unique, baseline: unique[0] ?? null }
      : { isOpen: true },
  );
}

export const closeCompare = (): void => useCompareStore.setState({ isOpen: false });
