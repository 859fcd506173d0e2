/** So many elements at each side of an image. */
import { numeric } from './numeric.ts';

export interface Sides {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function sideFields(initial: number) {
  const side = (label: string) =>
    numeric(initial, { label, min: 0, max: 1024, integer: true, unit: 'elements' });
  return {
    top: side('Top'),
    bottom: side('Bottom'),
    left: side('Left'),
    right: side('Right'),
  };
}

/** `1`, or `1 2 0 1` (top, bottom, left, right). */
export function sidesBadge({ top, bottom, left, right }: Sides): string {
  const sides = [top, bottom, left, right];
  return sides.every((side) => side === top) ? `${top}` : sides.join(' ');
}
