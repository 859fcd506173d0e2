/** Nodes that are put into wires: by which ports, with what edits, and the room that they take. */
import { describe, expect, it } from 'vitest';
import type { Document, Edge } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { type Box, insertEdits, insertPorts, makeRoom } from '../../src/graph/insert-node.ts';
import { presets } from '../../src/graph/presets.ts';

const dcgan = presets.find(({ id }) => id === 'dcgan')?.document as Document;
const toProject: Edge = { from: 'pixel.out', to: 'project.in' };
const toPixel: Edge = { from: 'z.out', to: 'pixel.in' };

function fit(edge: Edge, kind: string, params?: Record<string, never>) {
  const facts = compile(dcgan).graphs['networks.G'];
  if (!facts) throw new Error('no facts of G');
  const node = { kind, ...(params ? { params } : {}) };
  return insertPorts(facts, dcgan, 'networks.G', edge, node);
}

describe('a node for a wire', () => {
  it('fits by its first ports that take what flows and give what is wanted', () => {
    expect(fit(toProject, 'relu')).toEqual({ input: 'in', output: 'out' });
    expect(fit(toProject, 'concat')).toEqual({ input: 'in0', output: 'out' });
  });

  it('does not fit where it could not take what flows, or makes of it what the next one refuses', () => {
    expect(fit(toPixel, 'conv2d')).toBeNull();
    expect(fit(toProject, 'flatten')).toBeNull();
    expect(fit(toProject, 'output')).toBeNull();
  });

  it('takes the place of the wire in one step, and the program compiles', () => {
    const ports = fit(toProject, 'leaky-relu');
    if (!ports) throw new Error('it should fit');
    const edits = insertEdits('networks.G', toProject, 'new', ports);
    const added = applyEdit(dcgan, {
      type: 'add-node',
      graph: 'networks.G',
      id: 'new',
      node: { kind: 'leaky-relu' },
    });
    const document = edits.reduce(applyEdit, added);
    expect(document.networks.G?.edges).toEqual(
      expect.arrayContaining([
        { from: 'pixel.out', to: 'new.in' },
        { from: 'new.out', to: 'project.in' },
      ]),
    );
    expect(document.networks.G?.edges).not.toContainEqual(toProject);
    expect(compile(document).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('the room for it', () => {
  const card = (x: number, y: number): Box => ({ x, y, width: 196, height: 54 });
  const edges: Edge[] = [
    { from: 'a.out', to: 'b.in' },
    { from: 'b.out', to: 'c.in' },
    { from: 'other.out', to: 'last.in' },
  ];
  const [edge] = edges as [Edge, ...Edge[]];
  const room = (boxes: Readonly<Record<string, Box>>, at: Box) =>
    makeRoom(new Map(Object.entries(boxes)), edges, edge, 'new', at);

  it('is made by what follows, and by nothing else', () => {
    const boxes = { a: card(0, 0), b: card(260, 0), c: card(520, 0), other: card(520, 200) };
    expect(room(boxes, card(130, 4))).toEqual({
      new: [260, 4],
      b: [520, 0],
      c: [780, 0],
    });
  });

  it('is not made where there is enough', () => {
    expect(room({ a: card(0, 0), b: card(700, 0) }, card(280, 0))).toEqual({ new: [280, 0] });
  });

  it('is made downwards where the wire leads to the card below', () => {
    const boxes = { a: card(0, 0), b: card(0, 110), c: card(300, 110) };
    expect(room(boxes, card(20, 60))).toEqual({ new: [0, 100], b: [0, 200] });
  });

  it('is nobody’s where a wire leads back', () => {
    expect(room({ a: card(600, 0), b: card(0, 0) }, card(300, 0))).toEqual({});
  });
});
