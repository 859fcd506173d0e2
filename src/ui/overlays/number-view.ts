/** Numbers on the cards of a canvas, each with its place on their common scale. Pure. */
import { partOf, scaleOf } from './colour-scale.ts';
import type { CardMark, OverlayView, Reading } from './overlay-types.ts';

export function numberView(readings: ReadonlyMap<string, Reading>): OverlayView {
  const scale = scaleOf([...readings.values()].map(({ value }) => value));
  const cards = new Map(
    [...readings].map(([id, { value, text, more = text }]): [string, CardMark] => {
      const isBroken = !Number.isFinite(value);
      return [id, { type: 'number', text, more, part: partOf(value, scale), isBroken }];
    }),
  );
  return { cards, wires: new Map(), scale };
}
