/** The question about blocks and networks that is open, if any. Lasts as long as the page. */
import { create } from 'zustand';
import type { GroupRefusal } from '../../graph/group-refusal.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { UngroupRefusal } from '../../graph/ungroup.ts';

export type StructureDialog =
  | {
      readonly type: 'group';
      readonly graph: GraphId;
      readonly ids: readonly string[];
      readonly isRepeat: boolean;
    }
  /** Other places that hold what the block holds. */
  | { readonly type: 'equal'; readonly block: string }
  | { readonly type: 'repeat'; readonly graph: GraphId; readonly id: string }
  | {
      readonly type: 'not-grouped';
      readonly graph: GraphId;
      readonly ids: readonly string[];
      readonly refusal: GroupRefusal;
      readonly isRepeat: boolean;
    }
  | { readonly type: 'not-ungrouped'; readonly refusal: UngroupRefusal }
  /** What breaks is listed; `proceed` does it all the same. */
  | {
      readonly type: 'remove';
      readonly title: string;
      readonly breaks: readonly string[];
      /** Said before the list, instead of what is usual. */
      readonly intro?: string;
      readonly proceed: () => void;
    };

interface DialogState {
  readonly dialog: StructureDialog | null;
  open(dialog: StructureDialog): void;
  close(): void;
}

export const useStructureDialog = create<DialogState>()((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
