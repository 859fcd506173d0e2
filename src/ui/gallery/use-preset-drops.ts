/** A card of the gallery that is let go anywhere on the page opens there. */
import { useEffect } from 'react';
import { openPreset, PRESET_TYPE } from './open-preset.ts';

const isPreset = (event: DragEvent) => event.dataTransfer?.types.includes(PRESET_TYPE) ?? false;

export function usePresetDrops(): void {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener(
      'dragover',
      (event) => {
        if (!isPreset(event)) return;
        event.preventDefault();
        if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        // A panel with a drop target of its own has taken it.
        if (!isPreset(event) || event.defaultPrevented) return;
        event.preventDefault();
        openPreset(event.dataTransfer?.getData(PRESET_TYPE) ?? '');
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
}
