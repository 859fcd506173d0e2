/** How the person left the run panels: panels behind others are not rendered, and look the same when they come back. */
import { create } from 'zustand';
import { useRunStore } from '../../store/run-store.ts';
import { following, type Timeline } from './timeline.ts';

interface PanelMemory {
  /** Weight of the moving average: 0 draws losses as they are. */
  readonly smoothing: number;
  readonly isLogarithmic: boolean;
  readonly hiddenLosses: ReadonlySet<string>;
  /** View node in front, or null for the first. */
  readonly sampleView: string | null;
  readonly timeline: Timeline;
}

export const usePanelMemory = create<PanelMemory>()(() => ({
  smoothing: 0.9,
  isLogarithmic: false,
  hiddenLosses: new Set(),
  sampleView: null,
  timeline: following,
}));

/** A new run is followed from its first sheet. */
useRunStore.subscribe(({ run }, before) => {
  if (run?.id !== before.run?.id) usePanelMemory.setState({ timeline: following });
});
