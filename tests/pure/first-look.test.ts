/** Where the eye begins on a canvas: all of it where it can be read, else whole cards of the longest way. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/graph/presets.ts';
import {
  firstLook,
  LEAST_ZOOM,
  type Room,
  type Scene,
  type Viewport,
  wholeLook,
} from '../../src/ui/canvas/first-look.ts';
import { placesOf } from '../../src/ui/canvas/flow-nodes.ts';
import type { Box } from '../../src/ui/canvas/wire-course.ts';
import { estimated } from '../../src/ui/layout/estimate.ts';

/** The canvas of a window of 1280 × 720, under the way through the levels, the overlays and the buttons. */
const SMALL: Room = {
  width: 760,
  height: 451,
  over: [
    { left: 12, top: 12, right: 107, bottom: 44 },
    { left: 657, top: 12, right: 748, bottom: 44 },
    { left: 12, top: 411, right: 222, bottom: 439 },
  ],
};
const LARGE: Room = { ...SMALL, width: 2040, height: 980, over: SMALL.over.slice(0, 1) };

const card = (id: string, left: number, top: number) => {
  return { id, left, top, right: left + 196, bottom: top + 54 };
};
const nodeOf = (port: string) => port.slice(0, port.indexOf('.'));

function sceneOf({ document }: (typeof presets)[number]): Scene {
  const { objective } = document;
  const { cards, notes } = estimated(document, objective, placesOf(objective));
  return {
    cards,
    notes: notes.map(({ at: [left, top], size: [width, height] }) => {
      return { left, top, right: left + width, bottom: top + height };
    }),
    wires: objective.edges.map(({ from, to }) => [nodeOf(from), nodeOf(to)] as const),
  };
}

const seen = ({ left, top, right, bottom }: Box, { x, y, zoom }: Viewport) => ({
  left: left * zoom + x,
  top: top * zoom + y,
  right: right * zoom + x,
  bottom: bottom * zoom + y,
});
const isFree = (box: Box, { width, height, over }: Room) =>
  box.left >= 0 &&
  box.top >= 0 &&
  box.right <= width &&
  box.bottom <= height &&
  over.every(
    ({ left, top, right, bottom }) =>
      box.left >= right || box.right <= left || box.top >= bottom || box.bottom <= top,
  );

describe('the first look', () => {
  it.each(presets.map((preset) => [preset.id, preset] as const))(
    'at %s can be read, and shows whole cards',
    (_, preset) => {
      const scene = sceneOf(preset);
      const view = firstLook(scene, SMALL);
      expect(view?.zoom).toBeGreaterThanOrEqual(LEAST_ZOOM);
      const whole = scene.cards.filter((box) => view && isFree(seen(box, view), SMALL));
      expect(whole.length).toBeGreaterThanOrEqual(5);
    },
  );

  it('is at all of a canvas that can be read as a whole, in the free room between what lies over it', () => {
    const scene: Scene = { cards: [card('a', 0, 0), card('b', 900, 600)], notes: [], wires: [] };
    const view = firstLook(scene, SMALL);
    expect(view).toEqual(wholeLook(scene, SMALL));
    expect(scene.cards.every((box) => view && isFree(seen(box, view), SMALL))).toBe(true);
    // Nothing of it is in the corners: it need not stay clear of their whole height.
    const strips = (451 - 52 - 48) / 654;
    expect(view?.zoom).toBeGreaterThan(strips);
  });

  it('is where the longest way begins, rather than at cards that nothing leads to', () => {
    const way = ['noise', 'g', 'd', 'loss', 'step'].map((id, at) => card(id, at * 280, 1000));
    const loose = [0, 1, 2].map((at) => card(`loose${at}`, 4000 + at * 280, 0));
    const wires = way.slice(1).map(({ id }, at) => [way[at]?.id ?? '', id] as const);
    const scene: Scene = { cards: [...loose, ...way], notes: [], wires };
    const view = firstLook(scene, SMALL);
    const first = way.slice(0, 4).map((box) => view !== null && isFree(seen(box, view), SMALL));
    expect(first).toEqual([true, true, true, true]);
  });

  it('ends on a canvas whose wires close a cycle, and on one without cards', () => {
    const cards = [0, 1, 2, 3].map((at) => card(`${at}`, at * 2000, 0));
    const wires = [0, 1, 2, 3].map((at) => [`${at}`, `${(at + 1) % 4}`] as const);
    expect(firstLook({ cards, notes: [], wires }, SMALL)?.zoom).toBeGreaterThanOrEqual(LEAST_ZOOM);
    expect(firstLook({ cards: [], notes: [], wires: [] }, SMALL)).toBeNull();
  });

  it('at the largest preset is at all of it on a large window', () => {
    for (const preset of presets) {
      const scene = sceneOf(preset);
      const view = firstLook(scene, LARGE);
      expect(scene.cards.every((box) => view && isFree(seen(box, view), LARGE))).toBe(true);
    }
  });
});
