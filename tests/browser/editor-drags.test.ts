/** Cards and notes in the hand, in many combinations: what a drop leaves in the document is what the hand did, as one step. */
import { describe, expect, it } from 'vitest';
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { kept, shown, stored } from './support/documents.ts';
import {
  browser,
  card,
  enter,
  level,
  page,
  turnTo,
  undoButton,
  url,
  useBrowser,
} from './support/editor-page.ts';
import { boxOf, drag, middle, type Point, placed, placeOf, zoom } from './support/hand.ts';
import {
  endlessDocument,
  openDocument,
  openPage,
  stepShown,
  trainButton,
  waitForStep,
} from './support/training-page.ts';

useBrowser();

const relu = (x: number, y: number) => ({ kind: 'relu', at: [x, y] as [number, number] });

/** A chain with a point on a wire, two frames one in the other, a note aside, and a card that nothing feeds. */
const hands: Graph = {
  nodes: {
    z: { kind: 'input', params: { shape: [8] }, at: [0, 0] },
    a: relu(280, 0),
    b: relu(560, 0),
    c: relu(840, 0),
    d: relu(280, 220),
    e: relu(560, 220),
    lone: relu(840, 220),
    out: { kind: 'output', at: [1120, 0] },
  },
  edges: [
    { from: 'z.out', to: 'a.in' },
    { from: 'a.out', to: 'b.in', via: [[520, 90]] },
    { from: 'b.out', to: 'c.in' },
    { from: 'c.out', to: 'out.in' },
    { from: 'd.out', to: 'e.in' },
  ],
  notes: [
    { type: 'frame', text: 'Outer', at: [240, -60], size: [560, 420] },
    { type: 'frame', text: 'Inner', at: [250, 180], size: [250, 140] },
    { type: 'note', text: 'Aside', at: [1120, -140], size: [160, 80] },
  ],
};

const documentWith = (N: Graph, name: string): Document => ({
  format: 'ganvas.graph',
  version: 1,
  name,
  parameters: {},
  networks: { N },
  objective: {
    nodes: { use: { kind: 'apply', params: { network: 'N' }, at: [0, 0] } },
    edges: [],
  },
  training: { batchSize: 4, steps: 10, seed: 1 },
});

let opened = 0;
async function open(graph: Graph, inside = 'a'): Promise<void> {
  if (opened === 0)
    turnTo(await openPage(browser, { url, backend: 'wasm' })).setDefaultTimeout(8000);
  opened += 1;
  await openDocument(page, documentWith(graph, `Hands ${opened}`));
  await card('use').waitFor();
  await enter('use', inside);
  await placed();
  const snap = page.getByRole('button', { name: 'Snap to the grid' });
  if ((await snap.getAttribute('aria-pressed')) === 'false') await snap.click();
}

/** What is stored of the network in front. */
async function graphNow(): Promise<Graph> {
  await kept();
  const all = (await stored('documents')) as { readonly name: string; readonly text: string }[];
  const mine = all.find(({ name }) => name.startsWith(`Hands ${opened} `));
  const { N } = (JSON.parse(mine?.text ?? '{}') as Document).networks;
  if (!N) throw new Error('the document should be stored');
  return N;
}

/** From a point of the window to one of the canvas. */
const onCanvas = ({ x, y }: Point): Promise<Point> =>
  page.evaluate(
    (at) => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
      const view = document.querySelector('.react-flow__viewport');
      const { a, e, f } = new DOMMatrix(view ? getComputedStyle(view).transform : '');
      return { x: (at.x - (pane?.x ?? 0) - e) / a, y: (at.y - (pane?.y ?? 0) - f) / a };
    },
    { x, y },
  );

/** Frames are taken by their titles. Mice stand on whole pixels. */
async function grip(id: string): Promise<Point> {
  const text = card(id).locator('[class*="title"], [class*="body"]');
  const box = await boxOf(id.startsWith('note:') ? text : card(id));
  // A title is as wide as its frame, which may reach out of sight.
  const x = box.x + Math.min(40, box.width / 2);
  const y = box.y + box.height / 2 - (id.startsWith('note:') ? 0 : 6);
  return { x: Math.round(x), y: Math.round(y) };
}

interface Move {
  /** Units of the canvas from where they were taken up. */
  readonly by: Point;
}

/** Takes up what is under a point, does something with it in the hand, and lets go. Control keeps it off the grid. */
async function carry(
  from: Point,
  to: Point,
  during?: (at: Point) => Promise<Point>,
): Promise<Move> {
  // The first pixels of a drag are not counted.
  const start = await onCanvas({ x: from.x + 2, y: from.y + 1 });
  await drag(from, to, { isLetGo: false });
  await page.keyboard.down('Control');
  await page.mouse.move(to.x + 1, to.y);
  await page.mouse.move(to.x, to.y);
  const last = (await during?.(to)) ?? to;
  const end = await onCanvas(last);
  await page.mouse.up();
  await page.keyboard.up('Control');
  return { by: { x: end.x - start.x, y: end.y - start.y } };
}

/** The graph with nodes and notes moved, and with them the points of wires between. */
function moved(graph: Graph, ids: readonly string[], { by }: Move): Graph {
  const shift = ([x, y]: readonly [number, number]): [number, number] => [
    Math.round(x + by.x),
    Math.round(y + by.y),
  ];
  const isIn = (ref: string) => ids.includes(ref.slice(0, ref.indexOf('.')));
  return {
    ...graph,
    nodes: Object.fromEntries(
      Object.entries(graph.nodes).map(([id, node]) => [
        id,
        ids.includes(id) && node.at ? { ...node, at: shift(node.at) } : node,
      ]),
    ),
    edges: graph.edges.map((edge) =>
      edge.via && isIn(edge.from) && isIn(edge.to) ? { ...edge, via: edge.via.map(shift) } : edge,
    ),
    notes: (graph.notes ?? []).map((note, at) =>
      ids.includes(`note:${at}`) ? { ...note, at: shift(note.at) } : note,
    ),
  };
}

/** All that moves is as far from where it was, as far as the hand went; the drop is one step, and undo leads back exactly. */
async function isOneStep(before: Graph, ids: readonly string[], { by }: Move): Promise<void> {
  const placeIn = ({ nodes, notes }: Graph) => {
    const [id = ''] = ids;
    const at = id.startsWith('note:') ? notes?.[Number(id.slice(5))]?.at : nodes[id]?.at;
    return at ?? [Number.NaN, Number.NaN];
  };
  const [x, y] = placeIn(before);
  await expect.poll(async () => placeIn(await graphNow())).not.toEqual([x, y]);
  const [right, down] = placeIn(await graphNow());
  const went = { x: right - x, y: down - y };
  expect(Math.hypot(went.x - by.x, went.y - by.y)).toBeLessThan(2);
  expect(await graphNow()).toEqual(moved(before, ids, { by: went }));
  await undoButton().click();
  await expect.poll(graphNow).toEqual(before);
  expect(await undoButton().isDisabled()).toBe(true);
}

async function choose(...ids: readonly string[]): Promise<void> {
  // Empty canvas, beside what stands over it.
  const pane = await boxOf(page.locator('.react-flow'));
  await page.mouse.click(pane.x + pane.width / 2, pane.y + pane.height - 90);
  await expect.poll(() => page.locator('.react-flow__node.selected').count()).toBe(0);
  for (const id of ids) {
    const { x, y } = await grip(id);
    await page.keyboard.down('Shift');
    await page.mouse.click(x, y);
    await page.keyboard.up('Shift');
  }
}

const IN_OUTER = ['note:0', 'note:1', 'a', 'b', 'd', 'e'];
const holds = [
  { what: 'a card', hand: 'lone', chosen: [], moves: ['lone'] },
  { what: 'a note', hand: 'note:2', chosen: [], moves: ['note:2'] },
  { what: 'a frame in a frame', hand: 'note:1', chosen: [], moves: ['note:1', 'd'] },
  { what: 'a frame with all in it', hand: 'note:0', chosen: [], moves: IN_OUTER },
  {
    what: 'cards and a note',
    hand: 'a',
    chosen: ['a', 'b', 'note:2'],
    moves: ['a', 'b', 'note:2'],
  },
  {
    what: 'a frame and a card',
    hand: 'note:1',
    chosen: ['a', 'note:1'],
    moves: ['a', 'note:1', 'd'],
  },
  { what: 'a card with its frame', hand: 'd', chosen: ['d', 'note:1'], moves: ['note:1', 'd'] },
  { what: 'both frames', hand: 'note:1', chosen: ['note:0', 'note:1'], moves: IN_OUTER },
] as const;

const wheel = (delta: number) => async (at: Point) => {
  const before = await zoom();
  await page.mouse.wheel(0, delta);
  await expect.poll(zoom).not.toBe(before);
  const to = { x: at.x + 30, y: at.y - 20 };
  await page.mouse.move(to.x, to.y, { steps: 3 });
  return to;
};

/** Until the canvas has gone on below the hand. */
async function edge(): Promise<Point> {
  const pane = await boxOf(page.locator('.react-flow'));
  const to = { x: pane.x + pane.width - 4, y: pane.y + pane.height / 2 };
  const before = await onCanvas(to);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect.poll(async () => (await onCanvas(to)).x).toBeGreaterThan(before.x + 60);
  const inner = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
  await page.mouse.move(inner.x, inner.y, { steps: 4 });
  return inner;
}

const ways = [
  { way: 'over a wheel that zooms in', during: wheel(-240) },
  { way: 'over a wheel that zooms out', during: wheel(240) },
  { way: 'at the edge', during: edge },
] as const;

describe('in the hand', () => {
  it.each(holds)('$what: what goes along is there', async ({ hand, chosen, moves }) => {
    if (opened === 0) await open(hands);
    await choose(...chosen);
    const [from, place] = [await grip(hand), await placeOf(hand)];
    const move = await carry(from, { x: from.x + 37, y: from.y + 29 });
    await isOneStep(hands, moves, move);
    // What is stored may not be seen yet: the next hand would take hold of where things were.
    await expect.poll(() => placeOf(hand)).toEqual(place);
  });

  it.each(
    ways.flatMap((way) => [holds[0], holds[4], holds[3]].map((hold) => ({ ...way, ...hold }))),
  )('$what, $way', async ({ hand, chosen, moves, during }) => {
    await open(hands);
    await choose(...chosen);
    const from = await grip(hand);
    const move = await carry(from, { x: from.x + 37, y: from.y + 29 }, during);
    await isOneStep(hands, moves, move);
  });

  it.each(holds.slice(3, 6))(
    '$what, with Alt: copies are put where the hand lets go',
    async (hold) => {
      await open(hands);
      await choose(...hold.chosen);
      const from = await grip(hold.hand);
      await page.keyboard.down('Alt');
      await carry(from, { x: from.x + 30, y: from.y + 300 });
      await page.keyboard.up('Alt');
      await expect
        .poll(async () => Object.keys((await graphNow()).nodes).length)
        .toBeGreaterThan(8);
      const after = await graphNow();
      const notes = hold.moves.filter((id) => id.startsWith('note:'));
      const cards = hold.moves.filter((id) => !id.startsWith('note:'));
      for (const id of cards) {
        expect(after.nodes[id]).toEqual(hands.nodes[id]);
        expect(after.nodes[`${id}-2`]).toMatchObject({ kind: 'relu' });
      }
      expect(Object.keys(after.nodes)).toHaveLength(8 + cards.length);
      expect(after.notes).toHaveLength(3 + notes.length);
      expect(after.notes?.slice(0, 3)).toEqual(hands.notes);
      await undoButton().click();
      await expect.poll(graphNow).toEqual(hands);
      expect(await undoButton().isDisabled()).toBe(true);
    },
  );

  it('it is dropped for nothing by Escape, by another level and by another tab', async () => {
    // The first tab is another one then.
    await open(hands);
    await open(hands);
    const take = async () => {
      const from = await grip('note:0');
      await drag(from, { x: from.x + 70, y: from.y + 40 }, { isLetGo: false });
    };
    const shows = async () => (await level().innerText()).split('\n').at(-1);
    await take();
    await page.keyboard.press('Escape');
    await page.mouse.move(500, 300, { steps: 3 });
    await page.mouse.up();
    expect(await graphNow()).toEqual(hands);
    await take();
    await page.keyboard.press('Alt+ArrowUp');
    await card('use').waitFor();
    await page.mouse.move(500, 300, { steps: 3 });
    await page.mouse.up();
    expect(await graphNow()).toEqual(hands);
    await enter('use', 'a');
    await placed();
    await take();
    await page.keyboard.press('Alt+1');
    await expect.poll(shown).not.toContain(`Hands ${opened} `);
    await page.mouse.move(500, 300, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.press('Alt+9');
    await expect.poll(shown).toContain(`Hands ${opened} `);
    await card('a').waitFor();
    expect(await shows()).toBe('N');
    expect(await graphNow()).toEqual(hands);
    expect(await undoButton().isDisabled()).toBe(true);
    // And the hand is free again.
    await placed();
    const from = await grip('lone');
    const move = await carry(from, { x: from.x + 37, y: from.y + 29 });
    await isOneStep(hands, ['lone'], move);
  });

  it('it is back where it was by an undo at once', async () => {
    await open(hands);
    const from = await grip('note:0');
    await drag(from, { x: from.x + 70, y: from.y + 40 });
    await page.keyboard.press('Control+z');
    await expect.poll(graphNow).toEqual(hands);
    expect((await grip('note:0')).x).toBeCloseTo(from.x, 0);
  });
});

/** Rows of cards, more than are kept in the page while out of sight, a frame around the first rows. */
const crowd: Graph = {
  nodes: Object.fromEntries([
    ['in', { kind: 'input', params: { shape: [8] }, at: [-280, 0] }],
    ...Array.from({ length: 180 }, (_, at) => [
      `n${at}`,
      relu((at % 15) * 280, Math.floor(at / 15) * 150),
    ]),
    ['out', { kind: 'output', at: [15 * 280, 0] }],
  ]),
  edges: [
    { from: 'in.out', to: 'n0.in' },
    ...Array.from({ length: 14 }, (_, at) => ({ from: `n${at}.out`, to: `n${at + 1}.in` })),
    { from: 'n14.out', to: 'out.in' },
  ],
  notes: [{ type: 'frame', text: 'Rows', at: [-40, -80], size: [15 * 280, 420] }],
};

describe('among cards out of sight', () => {
  async function nearer(): Promise<void> {
    const before = await zoom();
    const at = await grip('n1');
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -480);
    await expect.poll(zoom).toBeGreaterThan(before * 1.3);
    await placed();
  }

  it('a frame takes along what stands in it', async () => {
    await open(crowd, 'n1');
    const rows = Array.from({ length: 30 }, (_, at) => `n${at}`);
    expect(await card('n14').count()).toBe(0);
    // Its title stands below the way from level to level.
    const at = await grip('n1');
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(-60, -90);
    // In whole pixels, of which each may be rounded another way.
    await expect
      .poll(async () => Math.abs((await grip('n1')).y - at.y - 90))
      .toBeLessThanOrEqual(1);
    await placed();
    const from = await grip('note:0');
    const move = await carry(from, { x: from.x + 41, y: from.y + 33 });
    await isOneStep(crowd, ['note:0', ...rows], move);
  });

  it('all that is selected goes along', async () => {
    await open(crowd, 'n1');
    await page.keyboard.press('Control+a');
    await nearer();
    expect(await page.locator('.react-flow__node').count()).toBeLessThan(60);
    const all = [...Object.keys(crowd.nodes), 'note:0'];
    const from = await grip('n1');
    const move = await carry(from, { x: from.x + 41, y: from.y + 33 });
    await isOneStep(crowd, all, move);
  });

  it('a card goes on where the place that it came from is out of sight itself', async () => {
    await open(crowd, 'n1');
    await nearer();
    const from = await grip('n1');
    const move = await carry(from, { x: from.x + 41, y: from.y + 33 }, async () => {
      const before = await onCanvas(from);
      await expect
        .poll(
          async () => {
            await edge();
            return (await onCanvas(from)).x - before.x;
          },
          { timeout: 15_000 },
        )
        .toBeGreaterThan(1400);
      return edge();
    });
    expect(move.by.x).toBeGreaterThan(1000);
    await isOneStep(crowd, ['n1'], move);
  });
});

describe('while training', () => {
  it('a card stays in the hand and where it is let go', async () => {
    opened += 1;
    const ring = endlessDocument('ring', 50);
    await openDocument(page, { ...ring, name: `Hands ${opened}` });
    await card('noise').waitFor();
    await placed();
    const before = await placeOf('noise');
    await trainButton(page).click();
    await waitForStep(page, 5);
    const from = await middle(card('noise'), 0, -6);
    const move = await carry(from, { x: from.x + 37, y: from.y + 61 }, async (at) => {
      const step = await stepShown(page);
      await waitForStep(page, step + 20);
      return at;
    });
    await waitForStep(page, (await stepShown(page)) + 20);
    const after = await placeOf('noise');
    expect(Math.abs(after.x - before.x - move.by.x)).toBeLessThan(1.01);
    expect(Math.abs(after.y - before.y - move.by.y)).toBeLessThan(1.01);
    await trainButton(page).click();
    await undoButton().click();
    await expect.poll(() => placeOf('noise')).toEqual(before);
  });
});
