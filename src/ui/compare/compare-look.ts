/** How the comparison is looked at. Lasts as long as the page, so that opening it again shows the same. */
import { create } from 'zustand';
import type { PlotLook } from '../../compare/curve-plot.ts';
import type { Span } from '../../compare/curves.ts';
import type { GraphId } from '../../graph/problem.ts';
import { following, type Timeline } from '../run/timeline.ts';

export const COMPARE_TABS = ['curves', 'samples', 'table', 'graphs'] as const;
export type CompareTab = (typeof COMPARE_TABS)[number];

interface CompareLook extends PlotLook {
  readonly tab: CompareTab;
  /** What is on show of the axis, or null for all of it. */
  readonly zoom: Span | null;
  readonly hasBands: boolean;
  readonly onlyDifferences: boolean;
  readonly timeline: Timeline;
  readonly view: string | null;
  /** The run whose graph is held against the baseline's, and the canvas. */
  readonly against: string | null;
  readonly canvas: GraphId | null;
}

export const useCompareLook = create<CompareLook>()(() => ({
  tab: 'curves',
  axis: 'step',
  smoothing: 0.6,
  isLog: false,
  zoom: null,
  hasBands: true,
  onlyDifferences: true,
  timeline: following,
  view: null,
  against: null,
  canvas: null,
}));

export const look = useCompareLook.setState;
