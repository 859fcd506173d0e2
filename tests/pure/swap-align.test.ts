/** Swapping a node for another kind, putting nodes in line, and the way of a wire through points. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { type AlignedBox, aligned, distributed } from '../../src/graph/align.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { planSwap } from '../../src/graph/swap.ts';
import { legsThrough, placeAmong, pointAlong, pointsAlong } from '../../src/ui/canvas/wire-path.ts';
import { graph, node, sample } from './support/sample.ts';

function swapped(document: Document, id: GraphId, name: string, kind: string, params = {}) {
  const swap = planSwap(document, id, name, kind, params);
  if (!swap) throw new Error('there is nothing to swap');
  return { ...swap, document: swap.edits.reduce(applyEdit, document) };
}

describe('a swap', () => {
  it('keeps wires, place, title and order, and the settings that both kinds have', () => {
    const document = applyEdit(sample(), {
      type: 'set-title',
      graph: 'networks.D',
      id: 'act',
      title: 'Bend',
    });
    const { document: after, lost } = swapped(document, 'networks.D', 'act', 'elu');
    expect(lost).toEqual([]);
    expect(after.networks.D?.nodes.act).toEqual({ kind: 'elu', title: 'Bend' });
    expect(Object.keys(after.networks.D?.nodes ?? {})).toEqual(
      Object.keys(document.networks.D?.nodes ?? {}),
    );
    expect(new Set(after.networks.D?.edges)).toEqual(new Set(document.networks.D?.edges));
    expect(compile(after).problems).toEqual([]);
  });

  it('carries settings of one name over where the new kind takes them, and drops the others', () => {
    const image = graph(
      {
        x: node('input', { shape: [8, 8, 3] }),
        c: node('conv2d', { filters: 'width', kernel: 5, stride: 2 }),
        y: node('output'),
      },
      'x > c > y',
    );
    const document = { ...sample(), networks: { ...sample().networks, I: image } };
    const { document: after } = swapped(document, 'networks.I', 'c', 'conv2d-transpose');
    expect(after.networks.I?.nodes.c?.params).toEqual({ filters: 'width', kernel: 5, stride: 2 });
    const { document: pooled } = swapped(document, 'networks.I', 'c', 'relu');
    expect(pooled.networks.I?.nodes.c).toEqual({ kind: 'relu' });
  });

  it('moves wires to ports of other names by position and type', () => {
    const added = graph(
      {
        a: node('input', { shape: [4] }),
        b: node('input', { shape: [4] }),
        sum: node('add'),
        y: node('output'),
      },
      'a > sum.in0',
      'b > sum.in1',
      'sum > y',
    );
    const document = { ...sample(), networks: { ...sample().networks, S: added } };
    const { document: after, lost } = swapped(document, 'networks.S', 'sum', 'dense', { units: 4 });
    expect(after.networks.S?.edges).toContainEqual({ from: 'a.out', to: 'sum.in' });
    expect(lost).toEqual([{ from: 'b.out', to: 'sum.in1' }]);
    // What found no port comes back with it.
    const back = swapped(after, 'networks.S', 'sum', 'add').document;
    expect(new Set(back.networks.S?.edges.map(({ to }) => to))).toEqual(
      new Set(['sum.in0', 'sum.in1', 'y.in']),
    );
  });

  it('lets no wire lead where its type does not fit', () => {
    const { lost } = swapped(sample(), 'objective', 'G', 'adversarial');
    expect(lost).toContainEqual({ from: 'G.x', to: 'Dfake.x' });
  });

  it('says how many wires the uses of a network lose with one of its ports', () => {
    const { lostAtUses, document } = swapped(sample(), 'networks.G', 'z', 'learned-constant', {
      shape: [3],
    });
    expect(lostAtUses).toBe(1);
    expect(document.objective.edges).not.toContainEqual({ from: 'z.out', to: 'G.z' });
  });

  it('is nothing for a node or a kind that is not there', () => {
    expect(planSwap(sample(), 'networks.G', 'gone', 'relu')).toBeNull();
    expect(planSwap(sample(), 'networks.G', 'fc', 'no-such-kind')).toBeNull();
  });
});

describe('boxes in line', () => {
  const box = (id: string, x: number, y: number, width = 200, height = 60): AlignedBox => ({
    id,
    x,
    y,
    width,
    height,
  });
  const boxes = [box('a', 0, 0), box('b', 310, 50, 100, 200), box('c', 700, 20)];

  it('share an edge or a middle', () => {
    const xs = (how: 'left' | 'centre' | 'right') =>
      Object.values(aligned(boxes, how)).map(([x]) => x);
    const ys = (how: 'top' | 'middle' | 'bottom') =>
      Object.values(aligned(boxes, how)).map(([, y]) => y);
    expect(xs('left')).toEqual([0, 0, 0]);
    expect(xs('right')).toEqual([700, 800, 700]);
    expect(xs('centre')).toEqual([350, 400, 350]);
    expect(ys('top')).toEqual([0, 0, 0]);
    expect(ys('bottom')).toEqual([190, 50, 190]);
    expect(ys('middle')).toEqual([95, 25, 95]);
  });

  it('stand at equal distances, the outermost where they were', () => {
    // 900 wide, of which 500 are boxes: two gaps of 200.
    expect(distributed(boxes, 'horizontal')).toEqual({ a: [0, 0], b: [400, 50], c: [700, 20] });
    expect(
      distributed(
        [boxes[2], boxes[0], boxes[1]].flatMap((b) => b ?? []),
        'horizontal',
      ),
    ).toEqual({
      a: [0, 0],
      b: [400, 50],
      c: [700, 20],
    });
  });
});

describe('a wire through points', () => {
  const ends = { sourceX: 0, sourceY: 0, targetX: 400, targetY: 0 };
  const via = [
    [100, 200],
    [300, -100],
  ] as const;

  it('passes each of them, without a corner', () => {
    const legs = legsThrough(ends, via);
    expect(legs.map(([start]) => start)).toEqual([[0, 0], ...via]);
    for (const [at, [start, out]] of legs.entries()) {
      const into = legs[at - 1]?.[2];
      if (!into) continue;
      // Handles on both sides of a point lie on one line.
      const cross =
        (start[0] - into[0]) * (out[1] - start[1]) - (start[1] - into[1]) * (out[0] - start[0]);
      expect(Math.abs(cross)).toBeLessThan(1e-6);
    }
  });

  it('begins and ends at its ports, and is walked by its length', () => {
    const legs = legsThrough(ends, via);
    expect(pointAlong(legs, 0)).toEqual([0, 0]);
    expect(pointAlong(legs, 1)[0]).toBeCloseTo(400);
    const points = pointsAlong(legs);
    const xs = [0.2, 0.4, 0.6, 0.8].map((part) => pointAlong(legs, part)[0]);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(points.length).toBe(31);
  });

  it('takes a new point where it was set, between its neighbours', () => {
    expect(placeAmong(ends, [], [200, 0])).toBe(0);
    expect(placeAmong(ends, via, [60, 160])).toBe(0);
    expect(placeAmong(ends, via, [200, 50])).toBe(1);
    expect(placeAmong(ends, via, [360, -40])).toBe(2);
  });
});
