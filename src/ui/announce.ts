/** Sentences for screen readers, said when nothing else is: what an action did, why it was refused. */
import { create } from 'zustand';

export const useAnnouncement = create<{ readonly text: string; readonly count: number }>()(() => ({
  text: '',
  count: 0,
}));

/** `count` differs each time, so that the same sentence is read twice. */
export function announce(text: string): void {
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }));
}
