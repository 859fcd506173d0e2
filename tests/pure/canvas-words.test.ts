/** What the canvas and the problems call things, and where wires and their labels run. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { portsOf } from '../../src/graph/ports.ts';
import { presets } from '../../src/graph/presets.ts';
import { definitionOf } from '../../src/nodes/catalog.ts';
import { cardFact } from '../../src/ui/canvas/card-fact.ts';
import { inputLabels } from '../../src/ui/canvas/port-labels.ts';
import { coursesOf } from '../../src/ui/canvas/use-wire-course.ts';
import { type WireToPlace, wireCourses } from '../../src/ui/canvas/wire-course.ts';
import { formOf, placeText } from '../../src/ui/problems/place-text.ts';
import { namesWidth, shareOf } from '../../src/ui/run/sheet-labels.ts';
import { sheetShape } from '../../src/ui/run/sheet-shape.ts';

function preset(id: string) {
  const found = presets.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
}

describe('the second line of a card', () => {
  const fact = (kind: string, title: string | undefined, badge: string) =>
    cardFact('here', { kind, ...(title === undefined ? {} : { title }) }, badge).text;

  it('is what the kind says of its settings', () => {
    expect(fact('adversarial', 'Fool D', 'Hinge · generator')).toBe('Hinge · generator');
    expect(fact('dense', undefined, '48')).toBe('48');
  });

  it('says what a node with a name of its own is, where the settings do not', () => {
    expect(fact('l1', 'Near the target', '')).toBe('L1 loss');
    expect(fact('image-pool', 'Earlier fakes', '50')).toBe('Image pool · 50');
  });

  it('is the id where nothing else is to be said', () => {
    expect(cardFact('relu1', { kind: 'relu' }, '')).toEqual({ text: 'relu1', isId: true });
  });

  it('is not cut: a long name of a kind is left out', () => {
    expect(fact('minibatch-stddev', 'Variety', '4')).toBe('4');
  });
});

describe('the ports of a sheet', () => {
  it('are called as its rows', () => {
    const { objective } = preset('pix2pix');
    const node = objective.nodes.samples;
    const definition = definitionOf('preview');
    if (!node || !definition) throw new Error('no sheet');
    const params = definition.params.parse(node.params) as Readonly<Record<string, unknown>>;
    const ports = portsOf(preset('pix2pix'), definition, params);
    expect(inputLabels(objective, 'samples', ports)).toEqual(['Input', 'Output', 'Target']);
  });
});

describe('a wire', () => {
  const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 50 });
  const wire = (id: string, change: Partial<WireToPlace> = {}): WireToPlace => ({
    id,
    from: id,
    text: 'N × 8',
    source: box(0, 0),
    target: box(500, 0),
    sourceX: 100,
    sourceY: 25,
    targetX: 500,
    targetY: 25,
    ...change,
  });

  it('carries its label in the middle where nothing is in the way', () => {
    expect(wireCourses([wire('a')], []).get('a')).toEqual({
      text: 'N × 8',
      labelAt: 0.5,
      centerY: undefined,
    });
  });

  it('leaves the batch axis out where cards stand close', () => {
    expect(wireCourses([wire('a', { targetX: 180 })], []).get('a')?.text).toBe('8');
  });

  it('gets its course once its handles are known, though no node has changed', () => {
    const node = (id: string, x: number, type: 'source' | 'target') => {
      const handle = { id: 'port', type, x: 0, y: 20, width: 10, height: 10 };
      const internals = { positionAbsolute: { x, y: 0 }, handleBounds: { [type]: [handle] } };
      return [id, { id, type: 'card', measured: { width: 100, height: 50 }, internals }] as const;
    };
    const canvas = {
      nodes: [],
      edges: [{ id: 'wire', source: 'a', sourceHandle: 'port', target: 'b', targetHandle: 'port' }],
    };
    const stateWith = (type: 'source' | 'target') =>
      ({
        ...canvas,
        nodeLookup: new Map([node('a', 0, 'source'), node('b', 500, type)]),
      }) as unknown as Parameters<typeof coursesOf>[0];
    expect(coursesOf(stateWith('source')).has('wire')).toBe(false);
    const known = stateWith('target');
    expect(coursesOf(known).has('wire')).toBe(true);
    expect(coursesOf({ ...known })).toBe(coursesOf(known));
  });

  it('carries it beside a card that covers the middle', () => {
    const at = wireCourses([wire('a')], [box(250, 0)]).get('a')?.labelAt;
    expect(at).not.toBe(0.5);
    expect(at).not.toBeNull();
  });

  it('carries none where every place is covered', () => {
    const wall = { left: 100, top: 0, right: 500, bottom: 50 };
    expect(wireCourses([wire('a')], [wall]).get('a')?.labelAt).toBeNull();
  });

  it('leaves the middle to the wire before it', () => {
    const courses = wireCourses([wire('a'), wire('b')], []);
    expect(courses.get('a')?.labelAt).not.toBe(courses.get('b')?.labelAt);
  });

  it('says nothing that another wire of its port says beside it', () => {
    const courses = wireCourses([wire('a'), wire('b', { from: 'a', targetY: 60 })], []);
    expect(courses.get('b')?.labelAt).toBeNull();
  });

  it('runs level in the gap between two cards when it goes back', () => {
    const back = wire('a', { target: box(0, 90), targetX: 0, targetY: 170 });
    expect(wireCourses([back], []).get('a')?.centerY).toBe(70);
  });
});

describe('the place of a problem', () => {
  const document = preset('dcgan');

  it('is told by titles and labels, as the page shows them', () => {
    expect(placeText(document, { graph: 'objective', node: 'realLoss' })).toBe(
      'Objective › Real is real',
    );
    expect(placeText(document, { field: 'parameters.batchSize.value' })).toBe(
      'Parameters › Batch size',
    );
  });

  it('leads to a form where no canvas has it', () => {
    expect(formOf({ field: 'parameters.batchSize.value' })).toBe('parameters');
    expect(formOf({ field: 'training.steps' })).toBe('training');
    expect(formOf({ graph: 'objective', field: 'parameters.x' })).toBeNull();
    expect(formOf({})).toBeNull();
  });
});

describe('sheets side by side', () => {
  it('share the width by their shape: a broad one gets more than a square', () => {
    const views = compile(preset('stylegan')).program?.views ?? [];
    const share = (node: string) => {
      const view = views.find((candidate) => candidate.node === node);
      return view ? shareOf(view) : 0;
    };
    expect(share('samples')).toBe(1);
    expect(share('mixes')).toBeCloseTo(Math.SQRT2);
  });

  it('have their shape before they are drawn', () => {
    const shapeOf = (id: string, node: string) => {
      const { program } = compile(preset(id));
      const view = program?.views.find((candidate) => candidate.node === node);
      return program && view ? sheetShape(program, view) : null;
    };
    expect(shapeOf('dcgan', 'samples')).toBe(1);
    expect(shapeOf('acgan', 'samples')).toBeCloseTo(10 / 6);
    expect(shapeOf('cyclegan', 'forth')).toBe(2);
    expect(shapeOf('ring', 'picture')).toBeNull();
  });

  it('leave as much room as the names of their rows need', () => {
    const row = (text: string) => ({ text, start: 0, end: 1 });
    expect(namesWidth([])).toBe(0);
    expect(namesWidth([row('Real')])).toBeLessThan(namesWidth([row('Translated to B')]));
  });
});
