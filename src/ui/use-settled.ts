/**
 * A value one frame late: what is seen at once is drawn first, and what only follows from it does not keep it waiting. Equal from
 * then on, so that the late part is worked out once for all values that came in between.
 */
import { useEffect, useRef, useState } from 'react';
import { afterPaint } from './after-paint.ts';

export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  const isWaiting = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => {
    latest.current = value;
    if (isWaiting.current || Object.is(value, settled)) return;
    isWaiting.current = true;
    afterPaint(() => {
      isWaiting.current = false;
      if (!isGone.current) setSettled(latest.current);
    });
  }, [value, settled]);
  return settled;
}
