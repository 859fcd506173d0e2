/** What cards line up with while they are moved. */
import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/graph/insert-node.ts';
import { snapBox, snapToGrid } from '../../src/ui/canvas/dragging/guides.ts';

const box = (x: number, y: number, width = 100, height = 50): Box => ({ x, y, width, height });

describe('a card in the hand', () => {
  it('lines its edge up with one that is near, and says so by a line through both', () => {
    const snap = snapBox(box(103, 200), [box(100, 0)], [], 6);
    expect(snap).toMatchObject({ dx: -3, dy: 0 });
    expect(snap.guides).toEqual([{ type: 'line', from: [100, 0], to: [100, 250] }]);
  });

  it('lines its middle up with that of a larger one', () => {
    expect(snapBox(box(52, 300), [box(0, 0, 200, 90)], [], 6)).toMatchObject({ dx: -2, dy: 0 });
  });

  it('stays where it is when nothing is near', () => {
    expect(snapBox(box(131, 217), [box(0, 0)], [], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
  });

  it('stands in the middle between its neighbours', () => {
    const row = [box(0, 4), box(400, 4)];
    const snap = snapBox(box(203, 31), row, [], 6);
    expect(snap.dx).toBe(-3);
    expect(snap.guides.map(({ type, from, to }) => [type, to[0] - from[0]])).toEqual([
      ['gap', 100],
      ['gap', 100],
    ]);
  });

  it('keeps the distance that its neighbours have', () => {
    const row = [box(0, 4), box(160, 4)];
    expect(snapBox(box(317, 31), row, [], 6)).toMatchObject({ dx: 3 });
    expect(snapBox(box(-157, 31), row, [], 6)).toMatchObject({ dx: -3 });
  });

  it('makes a wire straight rather than an edge agree', () => {
    const tether = { own: [100, 330], other: [0, 333] } as const;
    const snap = snapBox(box(100, 300), [box(-300, 304)], [tether], 6);
    expect(snap.dy).toBe(3);
    expect(snap.guides).toContainEqual({ type: 'wire', from: [100, 333], to: [0, 333] });
  });

  it('goes to the grid by its corner', () => {
    expect(snapToGrid(box(31, -10), 22)).toEqual({ dx: -9, dy: 10, guides: [] });
  });
});
