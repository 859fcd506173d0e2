/** Automatic layout of every preset and network: nothing stands on anything else, no wire is hidden, little moves for a small change. */
import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { presets } from '../../src/graph/presets.ts';
import { placesOf } from '../../src/ui/canvas/flow-nodes.ts';
import { freeShift } from '../../src/ui/layout/apart.ts';
import {
  type Arrangement,
  arrangeAll,
  arrangeSome,
  type RunElk,
} from '../../src/ui/layout/arranged.ts';
import { courseOf, hiding } from '../../src/ui/layout/courses.ts';
import {
  boundsOf,
  type Drawing,
  isInside,
  median,
  movedTo,
  noteBox,
  overlap,
  shifted,
} from '../../src/ui/layout/drawing.ts';
import { estimated } from '../../src/ui/layout/estimate.ts';

const elk = new ELK();
const run: RunElk = (graph) => elk.layout(graph);

const canvases = presets.flatMap(({ id, document }) =>
  [
    ['objective', document.objective] as const,
    ...Object.entries(document.networks),
    ...Object.entries(document.blocks ?? {}),
  ].map(([name, graph]) => [`${id} ${name}`, graph as Graph, document] as const),
);

function canvas(name: string): readonly [Graph, Document] {
  const found = canvases.find(([title]) => title === name);
  if (!found) throw new Error(`no canvas is called ${name}`);
  return [found[1], found[2]];
}

const drawn = (document: Document, graph: Graph) => estimated(document, graph, placesOf(graph));

function after(drawing: Drawing, { places, notes, via }: Arrangement): Drawing {
  const cards = drawing.cards.map((card) =>
    movedTo(card, places[card.id] ?? [card.left, card.top]),
  );
  const wires = drawing.wires.map(({ from, to }, index) => {
    const through = via.get(index) ?? [];
    return through.length > 0 ? { from, to, via: through } : { from, to };
  });
  return { cards, wires, notes };
}

const standing = ({ cards, notes }: Drawing) => [
  ...cards.map((card) => ({ ...card, name: card.id })),
  ...notes
    .filter(({ type }) => type === 'note')
    .map((note) => ({ ...noteBox(note), name: note.text.slice(0, 20) })),
];

function clashes(drawing: Drawing): readonly string[] {
  const boxes = standing(drawing);
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `${a.name} on ${b.name}`),
  );
}

function hidden(drawing: Drawing, via: Arrangement['via']): readonly string[] {
  const known = new Map(drawing.cards.map((card) => [card.id, card]));
  const boxes = [
    ...drawing.cards,
    ...drawing.notes.filter(({ type }) => type === 'note').map(noteBox),
  ];
  return drawing.wires.flatMap((wire, index) => {
    const course = courseOf(wire, known);
    if (!course) return [`${wire.from} > ${wire.to} is not drawn`];
    const over = hiding(course, via.get(index) ?? [], boxes);
    return over.map((box) => `${wire.from} > ${wire.to} under ${'id' in box ? box.id : 'a note'}`);
  });
}

/** How far each card went. */
function moves(before: Drawing, now: Drawing): readonly number[] {
  const places = new Map(before.cards.map(({ id, left, top }) => [id, [left, top] as const]));
  return now.cards.flatMap(({ id, left, top }) => {
    const [x, y] = places.get(id) ?? [];
    return x === undefined || y === undefined ? [] : [Math.hypot(left - x, top - y)];
  });
}

describe('arranging a canvas', () => {
  it.each(canvases)(
    'of %s hides no wire and puts nothing on anything',
    async (_, graph, document) => {
      const drawing = drawn(document, graph);
      const arranged = await arrangeAll(drawing, run);
      const now = after(drawing, arranged);
      expect(clashes(now)).toEqual([]);
      expect(hidden(now, arranged.via)).toEqual([]);
      const again = await arrangeAll(now, run);
      const far = moves(now, after(now, again));
      expect(median(far)).toBeLessThan(10);
      expect(far.filter((pixels) => pixels > 40).length).toBeLessThanOrEqual(far.length / 5);
    },
  );

  it.each(canvases)('is not needed for %s, as it comes', (_, graph, document) => {
    const drawing = drawn(document, graph);
    const led = drawing.wires.map(({ via = [] }, index) => [index, via] as const);
    expect(clashes(drawing)).toEqual([]);
    expect(hidden(drawing, new Map(led))).toEqual([]);
  });

  it('goes from left to right, in rows that are not endless', async () => {
    const [graph, document] = canvas('cyclegan AtoB');
    const drawing = drawn(document, graph);
    const { left, right, top, bottom } = boundsOf(
      after(drawing, await arrangeAll(drawing, run)).cards,
    ) ?? {
      left: 0,
      right: 0,
      top: 0,
      bottom: 0,
    };
    expect((right - left) / (bottom - top)).toBeLessThan(5);
    const [small, whole] = canvas('dcgan objective');
    const objective = after(drawn(whole, small), await arrangeAll(drawn(whole, small), run));
    const leftOf = new Map(objective.cards.map((card) => [card.id, card]));
    for (const { from, to } of objective.wires) {
      const [source, target] = [from, to].map((ref) => leftOf.get(ref.slice(0, ref.indexOf('.'))));
      expect(source?.right).toBeLessThan(target?.left ?? 0);
    }
  });

  it.each(['dcgan objective', 'cyclegan objective', 'pix2pix G', 'stylegan objective'])(
    'of %s moves little when a node was added',
    async (name) => {
      const [graph, document] = canvas(name);
      const first = drawn(document, graph);
      const before = after(first, await arrangeAll(first, run));
      const every = Math.ceil(before.wires.length / 5);
      const ends = before.wires.filter((_, i) => i % every === 0);
      for (const { from } of ends) {
        const source = before.cards.find(({ id }) => from.startsWith(`${id}.`));
        if (!source) continue;
        const wish = { ...source, left: source.right + 84, right: source.right + 280 };
        const free = shifted(wish, freeShift([wish], before.cards, 12));
        const inputs = [{ port: 'in', y: 27 }];
        const added = { ...source, ...free, id: 'added', inputs, outputs: [] };
        const more: Drawing = {
          ...before,
          cards: [...before.cards, added],
          wires: [...before.wires, { from, to: 'added.in' }],
        };
        const now = after(more, await arrangeAll(more, run));
        expect(
          median(moves(before, { ...now, cards: now.cards.filter(({ id }) => id !== 'added') })),
        ).toBeLessThan(70);
        expect(clashes(now)).toEqual([]);
      }
    },
  );

  it('leaves nodes in their frames, which fit them, and others out of them', async () => {
    const [graph, document] = canvas('dcgan objective');
    const first = drawn(document, graph);
    const inside = ['generator', 'judgeFake', 'noise'];
    const bounds = boundsOf(first.cards.filter(({ id }) => inside.includes(id)));
    const others = first.cards.filter(({ id }) => !inside.includes(id));
    // Only what stands in the frame counts: the rest is moved out of it first.
    const apart = others.map((card) => movedTo(card, [card.left, card.top + 3000]));
    const drawing: Drawing = {
      ...first,
      cards: [...first.cards.filter(({ id }) => inside.includes(id)), ...apart],
      notes: [
        {
          type: 'frame',
          text: 'Made by G',
          at: [bounds?.left ?? 0, bounds?.top ?? 0],
          size: [(bounds?.right ?? 0) - (bounds?.left ?? 0), 80],
        },
      ],
    };
    const held = drawing.cards
      .filter((card) => {
        const middle = (card.top + card.bottom) / 2;
        const top = bounds?.top ?? 0;
        return inside.includes(card.id) && middle >= top && middle <= top + 80;
      })
      .map(({ id }) => id);
    expect(held.length).toBeGreaterThan(0);
    const arranged = await arrangeAll(drawing, run);
    const now = after(drawing, arranged);
    const frame = now.notes[0];
    if (!frame) throw new Error('the frame should be there');
    const within = now.cards.filter((card) => isInside(card, noteBox(frame))).map(({ id }) => id);
    expect(within.toSorted()).toEqual(held.toSorted());
    expect(hidden(now, arranged.via)).toEqual([]);
  });

  it('of a selection leaves the rest alone, keeps its middle and stands on nothing', async () => {
    const [graph, document] = canvas('cyclegan objective');
    const drawing = drawn(document, graph);
    const chosen = new Set(drawing.cards.filter((_, i) => i % 4 === 0).map(({ id }) => id));
    const arranged = await arrangeSome(drawing, chosen, run);
    expect(new Set(Object.keys(arranged.places))).toEqual(chosen);
    const now = after(drawing, arranged);
    expect(clashes(now)).toEqual([]);

    const alone = {
      ...drawing,
      cards: drawing.cards.filter(({ id }) => chosen.has(id)),
      notes: [],
    };
    const free = after(alone, await arrangeSome(alone, chosen, run));
    const [a, b] = [boundsOf(alone.cards), boundsOf(free.cards)];
    expect((b?.left ?? 0) + (b?.right ?? 0)).toBeCloseTo((a?.left ?? 0) + (a?.right ?? 0), -1);
    expect((b?.top ?? 0) + (b?.bottom ?? 0)).toBeCloseTo((a?.top ?? 0) + (a?.bottom ?? 0), -1);
  });
});
