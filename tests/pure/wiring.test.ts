/** Wires in the hand: which ports fit, what the pointer means, what a node offers, and where what is added goes. */
import { describe, expect, it } from 'vitest';
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { checkConnection } from '../../src/graph/connection.ts';
import { candidates, type FixedEnd } from '../../src/graph/connections.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { graphIds, graphOf } from '../../src/graph/graph-of.ts';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { aimAt, type Field, spotKey } from '../../src/ui/canvas/wiring/aim.ts';
import { type Offer, offersAt } from '../../src/ui/canvas/wiring/offers.ts';
import type { Spot } from '../../src/ui/canvas/wiring/spots.ts';
import { straightPlace } from '../../src/ui/canvas/wiring/straight-place.ts';

function preset(id: string): Document {
  const found = presets.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
}

function factsOf(document: Document, graph: GraphId) {
  const facts = compile(document).graphs[graph];
  if (!facts) throw new Error(`no facts of ${graph}`);
  return facts;
}

describe('all ports for one end of a wire', () => {
  it('are judged as each pair of them is judged alone, on every canvas of a preset', () => {
    const document = preset('bigan');
    for (const graph of graphIds(document)) {
      const facts = compile(document).graphs[graph];
      if (!facts) continue;
      for (const [node, { ports }] of Object.entries(facts.nodes)) {
        const ends: FixedEnd[] = [
          ...ports.outputs.map(({ name }) => ({ node, port: name, side: 'output' as const })),
          ...ports.inputs.map(({ name }) => ({ node, port: name, side: 'input' as const })),
        ];
        for (const end of ends) {
          for (const { node: other, port, verdict } of candidates(facts, document, graph, end)) {
            const [here, there] = [`${end.node}.${end.port}`, `${other}.${port}`];
            const [from, to] = end.side === 'output' ? [here, there] : [there, here];
            expect(verdict, `${from} → ${to}`).toEqual(
              checkConnection(facts, document, graph, from, to),
            );
          }
        }
      }
    }
  });
});

describe('the loose end of a wire', () => {
  const spot = (node: string, port: string, x: number, y: number): Spot => ({
    node,
    port,
    side: 'input',
    x,
    y,
  });
  const spots = [spot('a', 'fits', 100, 0), spot('b', 'not', 130, 0), spot('c', 'fits', 300, 0)];
  const verdicts: Readonly<Record<string, boolean>> = { a: true, b: false, c: true };
  const fixed: FixedEnd = { node: 'from', port: 'out', side: 'output' };
  const field: Field = {
    fixed,
    spots: [...spots, { ...fixed, x: 0, y: 0 }],
    boxes: new Map([['c', { x: 300, y: -20, width: 196, height: 54 }]]),
    candidates: new Map(
      spots.map(({ node, port, side }) => [
        spotKey({ node, port, side }),
        {
          node,
          port,
          isTaken: false,
          verdict: verdicts[node] ? { ok: true } : { ok: false, message: 'too wide' },
        },
      ]),
    ),
    sameSide: 'both outputs',
  };
  const aim = (x: number, y = 0) => aimAt(field, { x, y }, { magnet: 34, touch: 12 });

  it('is drawn to the nearest port that fits, even past one that does not', () => {
    expect(aim(112)).toMatchObject({ type: 'port', spot: { node: 'a' } });
    expect(aim(117)).toMatchObject({ type: 'port', spot: { node: 'a' } });
  });

  it('is refused by a port that it stands on, in the words of the graph', () => {
    expect(aim(131)).toMatchObject({ type: 'refused', message: 'too wide' });
  });

  it('means a card on its body, itself at home, and nothing in the air', () => {
    expect(aim(400)).toEqual({ type: 'card', node: 'c' });
    expect(aim(3)).toEqual({ type: 'home' });
    expect(aim(210, 100)).toEqual({ type: 'air' });
  });
});

describe('a wire let go on the body of a node', () => {
  function offers(document: Document, graph: GraphId, fixed: FixedEnd, node: string) {
    const facts = factsOf(document, graph);
    const found = candidates(facts, document, graph, fixed);
    const context = { facts, graphs: compile(document).graphs, document, graph, fixed };
    return offersAt({ ...context, candidates: found, title: 'Here' }, node);
  }
  const noise: FixedEnd = { node: 'noise', port: 'out', side: 'output' };
  const dcgan = preset('dcgan');
  const apply = (offer: Offer | undefined, document: Document) =>
    (offer?.edits ?? []).reduce(applyEdit, document);

  it('enters the one free port that fits', () => {
    const loose = applyEdit(dcgan, {
      type: 'disconnect',
      graph: 'objective',
      edges: [{ from: 'noise.out', to: 'generator.z' }],
    });
    expect(offers(loose, 'objective', noise, 'generator')).toMatchObject([
      { type: 'connect', port: 'z' },
    ]);
  });

  it('may enter a network by a new input of the right shape, in the words of what gives it', () => {
    const found = offers(dcgan, 'objective', noise, 'judgeReal');
    expect(found).toMatchObject([{ type: 'add-input', inside: 'networks.D', port: 'noise' }]);
    const grown = apply(found[0], dcgan);
    expect(grown.networks.D?.nodes.noise).toMatchObject({
      kind: 'input',
      params: { shape: ['zDim'] },
    });
    expect(grown.objective.edges).toContainEqual({ from: 'noise.out', to: 'judgeReal.noise' });
    const ports = factsOf(grown, 'objective').nodes.judgeFake?.ports.inputs;
    expect(ports?.map(({ name }) => name)).toEqual(['image', 'noise']);
  });

  it('may enter one more of the numbered ports, or replace what enters one', () => {
    const loss: FixedEnd = { node: 'fakeLoss', port: 'loss', side: 'output' };
    const found = offers(dcgan, 'objective', loss, 'trainG');
    expect(found.map(({ type, port }) => `${type} ${port}`)).toEqual([
      'grow loss1',
      'replace loss0',
    ]);
    const grown = apply(found[0], dcgan);
    expect(grown.objective.edges).toContainEqual({ from: 'fakeLoss.loss', to: 'trainG.loss1' });
    expect(grown.objective.edges).toContainEqual({ from: 'foolLoss.loss', to: 'trainG.loss0' });
  });

  it('has nothing for a wire that would close a cycle', () => {
    const out: FixedEnd = { node: 'generator', port: 'image', side: 'output' };
    const facts = factsOf(dcgan, 'objective').nodes.generator;
    const [port] = facts?.ports.outputs ?? [];
    expect(port).toBeDefined();
    expect(offers(dcgan, 'objective', { ...out, port: port?.name ?? '' }, 'noise')).toEqual([]);
  });
});

describe('a new node at the end of a wire', () => {
  const graph: Graph = { nodes: {}, edges: [] };
  const document: Document = { ...preset('dcgan'), objective: graph };
  const at = (drop: { x: number; y: number }, side: 'input' | 'output' = 'output') =>
    straightPlace(
      document,
      { kind: 'relu' },
      side === 'output' ? 'in' : 'out',
      { side },
      { x: 0, y: 100 },
      drop,
    );

  it('stands level with the port, so that the wire runs straight', () => {
    expect(at({ x: 300, y: 140 })).toEqual({ x: 300, y: 73 });
    expect(at({ x: -300, y: 140 }, 'input')).toEqual({ x: -496, y: 73 });
  });

  it('leaves room on the wire, and goes where it was meant to be far above or below', () => {
    expect(at({ x: 10, y: 100 }).x).toBe(72);
    expect(at({ x: 300, y: 400 }).y).toBe(373);
    expect(graphOf(document, 'objective')).toBe(graph);
  });
});
