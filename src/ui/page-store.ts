/** What is open on top of the page. Lasts as long as the page. */
import { create } from 'zustand';
import type { LooseWire } from './canvas/fitting.ts';

/** A wire let go on empty canvas, at a point of the window. */
export interface WireDrop {
  readonly loose: LooseWire;
  /** Where on the canvas it ends, if no hand let go of it. */
  readonly end?: { readonly x: number; readonly y: number };
  readonly at: { readonly x: number; readonly y: number };
}

interface PageState {
  /** The document of an earlier visit, or the first preset, is on the page. */
  readonly isStarted: boolean;
  /** Counts documents that were opened: each is first seen whole. */
  readonly openings: number;
  readonly isGalleryOpen: boolean;
  readonly isParametersOpen: boolean;
  readonly wireDrop: WireDrop | null;
  readonly isShortcutsOpen: boolean;
  /** On narrow windows: the panel that lies over the canvas. */
  readonly drawer: 'palette' | 'inspector' | 'results' | null;
  setStarted(): void;
  countOpening(): void;
  setGalleryOpen(isOpen: boolean): void;
  setParametersOpen(isOpen: boolean): void;
  setWireDrop(drop: WireDrop | null): void;
  setShortcutsOpen(isOpen: boolean): void;
  setDrawer(drawer: PageState['drawer']): void;
}

export const usePageStore = create<PageState>()((set) => ({
  isStarted: false,
  openings: 0,
  isGalleryOpen: false,
  isParametersOpen: false,
  wireDrop: null,
  isShortcutsOpen: false,
  drawer: null,
  setStarted: () => set({ isStarted: true }),
  countOpening: () => set(({ openings }) => ({ openings: openings + 1 })),
  setGalleryOpen: (isGalleryOpen) => set({ isGalleryOpen }),
  setParametersOpen: (isParametersOpen) => set({ isParametersOpen }),
  setWireDrop: (wireDrop) => set({ wireDrop }),
  setShortcutsOpen: (isShortcutsOpen) => set({ isShortcutsOpen }),
  setDrawer: (drawer) => set({ drawer }),
}));
