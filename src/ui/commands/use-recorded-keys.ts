/** The next stroke that a person presses, kept from everything else on the page; null for Escape. */
import { useEffect, useRef } from 'react';
import { strokesOf } from './hotkey.ts';
import { isApple } from './keys.ts';

const ASCII = /^[\x21-\x7e]+$/;

export function useRecordedKeys(isRecording: boolean, onKeys: (keys: string | null) => void): void {
  const latest = useRef(onKeys);
  latest.current = onKeys;
  useEffect(() => {
    if (!isRecording) return;
    function onKeyDown(event: KeyboardEvent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') {
        latest.current(null);
        return;
      }
      const strokes = strokesOf(event, isApple());
      // A letter of another script works by its place on the keyboard, whoever has which layout.
      const keys = strokes.find((stroke) => ASCII.test(stroke)) ?? strokes[0];
      if (keys !== undefined) latest.current(keys);
    }
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isRecording]);
}
