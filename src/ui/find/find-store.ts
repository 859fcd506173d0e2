/** Whether the search of the document is open, and for what. Lasts as long as the page. */
import { create } from 'zustand';

interface FindState {
  readonly isOpen: boolean;
  readonly query: string;
  /** Place in the list of what was found. */
  readonly at: number;
  /** Counts openings: each selects what stands in the field. */
  readonly openings: number;
}

export const useFind = create<FindState>()(() => ({
  isOpen: false,
  query: '',
  at: -1,
  openings: 0,
}));

/** Without a query the last one stands in the field. */
export function openFind(query?: string): void {
  useFind.setState((state) => ({
    isOpen: true,
    openings: state.openings + 1,
    ...(query === undefined ? {} : { query, at: -1 }),
  }));
}

export const closeFind = () => useFind.setState({ isOpen: false });

/** What reads a parameter. */
export const findUsesOf = (parameter: string) => openFind(`=${parameter}`);
