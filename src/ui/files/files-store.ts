/** Dialogs about files that are open on top of the page, and files that could not be opened as they are. */
import { create } from 'zustand';
import type { Document } from '../../../graph-schemas/document.ts';
import type { Problem } from '../../graph/problem.ts';
import type { Repair } from '../../graph/repair-types.ts';
import type { DocumentOrigin } from '../../worker/document-records.ts';

export interface ImportReport {
  readonly fileName: string;
  readonly origin: DocumentOrigin;
  /** Why it does not open; empty where it does, and only has wires that lead nowhere. */
  readonly problems: readonly Problem[];
  /** Null where nothing can be made of it. */
  readonly mended: { readonly document: Document; readonly repairs: readonly Repair[] } | null;
  /** The document as the file has it, where that can be read. */
  readonly asIs: Document | null;
}

interface FilesState {
  readonly isRecentOpen: boolean;
  /** The browser has no room left: what is closed may be in memory only. */
  readonly isOutOfRoom: boolean;
  readonly isShareOpen: boolean;
  /** One after another: several files may have been dropped. */
  readonly reports: readonly ImportReport[];
  setRecentOpen(isOpen: boolean): void;
  setOutOfRoom(isOutOfRoom: boolean): void;
  setShareOpen(isOpen: boolean): void;
  addReport(report: ImportReport): void;
  dropReport(): void;
}

export const useFilesStore = create<FilesState>()((set) => ({
  isRecentOpen: false,
  isOutOfRoom: false,
  isShareOpen: false,
  reports: [],
  setRecentOpen: (isRecentOpen) => set({ isRecentOpen }),
  setOutOfRoom: (isOutOfRoom) => set({ isOutOfRoom }),
  setShareOpen: (isShareOpen) => set({ isShareOpen }),
  addReport: (report) => set(({ reports }) => ({ reports: [...reports, report] })),
  dropReport: () => set(({ reports }) => ({ reports: reports.slice(1) })),
}));
