/** Wires of nodes whose ports change with a parameter: they stay where they have a sensible place, and come back. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { keptEntries } from '../../src/graph/match-ports.ts';
import { graph, node, sample } from './support/sample.ts';

const objective = 'objective' as const;

/** Three noises into `target`, whose inputs are called so. */
function threeInto(target: ReturnType<typeof node>, ports: readonly string[]): Document {
  const names = ['a', 'b', 'c'];
  const sources = Object.fromEntries(names.map((name) => [name, node('noise', { shape: [3] })]));
  const wires = ports.flatMap((port, at) => (port === '' ? [] : [`${names[at]} > target.${port}`]));
  return {
    ...sample(),
    networks: {
      ...sample().networks,
      Two: graph({ p: node('input', { shape: [3] }), q: node('input', { shape: [3] }) }),
      Renamed: graph({ one: node('input', { shape: [3] }), q: node('input', { shape: [3] }) }),
      Labelled: graph({ q: node('input', { classes: 4 }), r: node('input', { shape: [3] }) }),
    },
    objective: graph({ ...sources, target }, ...wires),
  };
}

const set = (document: Document, params: Record<string, unknown>): Document =>
  applyEdit(document, { type: 'set-params', graph: objective, id: 'target', params });
const wires = ({ objective: { edges } }: Document) =>
  edges.map(({ from, to }) => `${from.split('.')[0]}>${to.split('.')[1]}`).sort();

describe('a count of inputs', () => {
  const full = () => threeInto(node('concat', { inputs: 3 }), ['in0', 'in1', 'in2']);

  it('that is typed from 3 to 2 and back to 3 costs no wire', () => {
    const less = set(full(), { inputs: 2 });
    expect(wires(less)).toEqual(['a>in0', 'b>in1']);
    expect(wires(set(less, { inputs: 3 }))).toEqual(wires(full()));
  });

  it('gives wires back after a text that is no count, too, and after the parameter is reset', () => {
    const typed = [2, 'wid', '', 99, 'width', 3].reduce<Document>(
      (document, inputs) => set(document, { inputs }),
      full(),
    );
    expect(wires(typed)).toEqual(wires(full()));
    expect(wires(set(set(full(), { inputs: undefined }), { inputs: 3 }))).toEqual(wires(full()));
  });

  it('takes free inputs first, in the order of the others', () => {
    const gap = threeInto(node('concat', { inputs: 3 }), ['', 'in1', 'in2']);
    expect(wires(set(gap, { inputs: 2 }))).toEqual(['b>in0', 'c>in1']);
  });

  it('gives no wire back whose source is gone, or whose input is taken', () => {
    const less = set(full(), { inputs: 2 });
    const gone = applyEdit(less, { type: 'remove-nodes', graph: objective, ids: ['c'] });
    expect(wires(set(gone, { inputs: 3 }))).toEqual(['a>in0', 'b>in1']);
    const more = set(less, { inputs: 4 });
    const edge = { from: 'a.out', to: 'target.in2' };
    const other = applyEdit(set(more, { inputs: 2 }), { type: 'connect', graph: objective, edge });
    expect(wires(set(other, { inputs: 3 })).filter((wire) => wire.endsWith('in2'))).toHaveLength(1);
  });

  it('is no part of what another edit of the document gives', () => {
    expect(set(full(), { inputs: 3 }).objective.edges).toEqual(full().objective.edges);
  });
});

describe('a list with one input for each entry', () => {
  const losses = (values: readonly unknown[], ports = ['loss0', 'loss1', 'loss2']) =>
    threeInto(node('optimizer-step', { trains: ['G'], losses: values }), ports);

  it('loses the wire of the entry that was taken out, and the others move up with their weights', () => {
    expect(wires(set(losses([1, 10, 5]), { losses: [1, 5] }))).toEqual(['a>loss0', 'c>loss1']);
    expect(wires(set(losses([1, 10, 5]), { losses: [10, 5] }))).toEqual(['b>loss0', 'c>loss1']);
  });

  it('loses the last, or the one without a wire, where the weights are equal', () => {
    expect(wires(set(losses([1, 1, 1]), { losses: [1, 1] }))).toEqual(['a>loss0', 'b>loss1']);
    const gap = losses([1, 1, 1], ['loss0', '', 'loss2']);
    expect(wires(set(gap, { losses: [1, 1] }))).toEqual(['a>loss0', 'c>loss1']);
  });

  it('loses the one that a person took out, however equal they are', () => {
    const take = { type: 'set-params', graph: objective, id: 'target' } as const;
    const params = { losses: [1, 1] };
    const first = applyEdit(losses([1, 1, 1]), { ...take, params, removed: 0 });
    expect(wires(first)).toEqual(['b>loss0', 'c>loss1']);
  });

  it('keeps every wire when a weight changes', () => {
    expect(wires(set(losses([1, 10, 5]), { losses: [1, 'width', 5] }))).toHaveLength(3);
  });

  it('names rows of a sheet: a new name is no other row', () => {
    const sheet = threeInto(node('preview', { rows: ['x', 'y', 'z'] }), ['row0', 'row1', 'row2']);
    expect(wires(set(sheet, { rows: ['x', 'new', 'z'] }))).toEqual(wires(sheet));
    expect(wires(set(sheet, { rows: ['x', 'z'] }))).toEqual(['a>row0', 'c>row1']);
  });
});

describe('a choice with ports of its own', () => {
  it('drops the second side with the relativistic mode, and has it back with the mode', () => {
    const both = threeInto(node('adversarial', { mode: 'relativistic' }), ['logits', 'opposite']);
    const one = set(both, { mode: 'hinge' });
    expect(wires(one)).toEqual(['a>logits']);
    expect(wires(set(one, { mode: 'relativistic' }))).toEqual(wires(both));
  });

  it('of another network: wires stay by name, then by position where the types fit', () => {
    const use = threeInto(node('apply', { network: 'Two' }), ['p', 'q']);
    const renamed = set(use, { network: 'Renamed' });
    expect(wires(renamed)).toEqual(['a>one', 'b>q']);
    expect(wires(set(renamed, { network: 'Two' }))).toEqual(wires(use));
    expect(wires(set(use, { network: 'Labelled' }))).toEqual(['a>r', 'b>q']);
    expect(wires(set(set(use, { network: 'G' }), { network: 'Two' }))).toEqual(wires(use));
  });
});

it('of a numbered list, entries without a wire go first, then the last', () => {
  const wired =
    (...at: number[]) =>
    (index: number) =>
      at.includes(index);
  expect(keptEntries(4, 2, wired(0, 1, 2, 3))).toEqual([0, 1]);
  expect(keptEntries(4, 2, wired(1, 3))).toEqual([1, 3]);
  expect(keptEntries(4, 3, wired(3))).toEqual([0, 1, 3]);
  expect(keptEntries(2, 4, wired())).toEqual([0, 1]);
});
