/** What is open on top of the page, and what an import found. Lasts as long as the page. */
import { create } from 'zustand';
import type { Problem } from '../graph/problem.ts';
import type { LooseWire } from './canvas/fitting.ts';

/** A wire let go on empty canvas, at a point of the window. */
export interface WireDrop {
  readonly loose: LooseWire;
  readonly at: { readonly x: number; readonly y: number };
}

export interface ImportReport {
  readonly fileName: string;
  readonly problems: readonly Problem[];
}

interface PageState {
  /** The document of an earlier visit, or the first preset, is on the page. */
  readonly isStarted: boolean;
  /** Counts documents that were opened: each is first seen whole. */
  readonly openings: number;
  readonly isGalleryOpen: boolean;
  readonly isParametersOpen: boolean;
  readonly importReport: ImportReport | null;
  readonly wireDrop: WireDrop | null;
  setStarted(): void;
  countOpening(): void;
  setGalleryOpen(isOpen: boolean): void;
  setParametersOpen(isOpen: boolean): void;
  setImportReport(report: ImportReport | null): void;
  setWireDrop(drop: WireDrop | null): void;
}

export const usePageStore = create<PageState>()((set) => ({
  isStarted: false,
  openings: 0,
  isGalleryOpen: false,
  isParametersOpen: false,
  importReport: null,
  wireDrop: null,
  setStarted: () => set({ isStarted: true }),
  countOpening: () => set(({ openings }) => ({ openings: openings + 1 })),
  setGalleryOpen: (isGalleryOpen) => set({ isGalleryOpen }),
  setParametersOpen: (isParametersOpen) => set({ isParametersOpen }),
  setImportReport: (importReport) => set({ importReport }),
  setWireDrop: (wireDrop) => set({ wireDrop }),
}));
