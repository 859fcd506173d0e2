/** The size of one panel in pixels: local while it is dragged, in the settings when let go. */
import { useState } from 'react';
import { useSettingsStore } from '../../store/settings-store.ts';

export interface PanelSize {
  readonly size: number;
  readonly min: number;
  readonly max: number;
  resize(pixels: number): void;
  commit(): void;
}

export function usePanelSize(name: string, initial: number, min: number, max: number): PanelSize {
  const stored = useSettingsStore((state) => state.panelSizes[name] ?? initial);
  const [dragged, setDragged] = useState<number | null>(null);
  const clamp = (pixels: number) => Math.min(max, Math.max(min, pixels));
  return {
    size: clamp(dragged ?? stored),
    min,
    max,
    resize: (pixels) => setDragged(clamp(pixels)),
    commit() {
      if (dragged !== null) useSettingsStore.getState().setPanelSize(name, dragged);
      setDragged(null);
    },
  };
}
