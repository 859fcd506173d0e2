/** What differs between two documents: matched by id, then by structure, said in a sentence. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import {
  diffDocuments,
  differsCanvas,
  hasDifference,
} from '../../src/graph/diff/diff-documents.ts';
import { sayDiff } from '../../src/graph/diff/say-diff.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { presets } from '../../src/graph/presets.ts';

const documentOf = (id: string): Document => {
  const found = presets.find((preset) => preset.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
};
const dcgan = documentOf('dcgan');
const edited = (document: Document, ...edits: readonly Edit[]) => edits.reduce(applyEdit, document);
const changedNodes = (before: Document, after: Document) =>
  diffDocuments(before, after).canvases.flatMap(({ nodes }) =>
    nodes.filter(
      (node) => node.type !== 'kept' || node.before !== node.after || node.fields.length > 0,
    ),
  );

describe('two documents', () => {
  it.each(presets.map(({ id, document }) => [id, document] as const))(
    'that are equal have no difference, however they are drawn: %s',
    (_, document) => {
      const moved = structuredClone(document);
      for (const node of Object.values(moved.objective.nodes)) node.at = [1, 2];
      moved.name = 'Other';
      expect(hasDifference(diffDocuments(document, moved))).toBe(false);
      expect(sayDiff(diffDocuments(document, moved))).toContain('the same experiment');
    },
  );

  it('differ in a parameter, and in every node that comes to something else through it', () => {
    const ngf = dcgan.parameters.ngf;
    if (!ngf) throw new Error('dcgan has no ngf');
    const half = {
      ...dcgan,
      parameters: { ...dcgan.parameters, ngf: { ...ngf, value: ngf.value / 2 } },
    };
    const diff = diffDocuments(dcgan, half);
    expect(diff.parameters).toEqual([{ name: 'ngf', before: ngf.value, after: ngf.value / 2 }]);
    const fields = diff.canvases.flatMap(({ nodes }) =>
      nodes.flatMap((node) => (node.type === 'kept' ? node.fields : [])),
    );
    expect(fields.length).toBeGreaterThan(1);
    expect(fields.every(({ isIndirect }) => isIndirect)).toBe(true);
    expect(sayDiff(diff)).toContain(`ngf ${ngf.value} → ${ngf.value / 2}`);
  });

  it('match renamed nodes by where they stand', () => {
    const ids = Object.entries(dcgan.networks.G?.nodes ?? {})
      .filter(([, { kind }]) => kind !== 'input' && kind !== 'output')
      .map(([id]) => id);
    const renames = ids.map(
      (id): Edit => ({ type: 'rename-node', graph: 'networks.G', from: id, to: `other_${id}` }),
    );
    const changes = changedNodes(dcgan, edited(dcgan, ...renames));
    expect(ids.length).toBeGreaterThan(5);
    expect(
      changes.map((node) => (node.type === 'kept' ? [node.before, node.after] : node.type)),
    ).toEqual(ids.map((id) => [id, `other_${id}`]));
  });

  it('match a renamed network, and follow references to it', () => {
    const renamed = edited(dcgan, { type: 'rename-network', from: 'G', to: 'painter' });
    expect(changedNodes(dcgan, renamed)).toEqual([]);
    expect(sayDiff(diffDocuments(dcgan, renamed))).toContain('network G is called painter');
  });

  it('say which node was given another kind, which came and which went', () => {
    const after = structuredClone(dcgan);
    after.objective.nodes.foolLoss = { kind: 'mse', title: 'Fool D' };
    const { relu: _, ...layers } = after.networks.G?.nodes ?? {};
    after.networks.G = {
      nodes: { ...layers, extra: { kind: 'elu' } },
      edges: [
        { from: 'toImage.out', to: 'extra.x' },
        ...(dcgan.networks.G?.edges ?? []).filter((edge) => !/relu/.test(edge.from + edge.to)),
      ],
    };
    const diff = diffDocuments(dcgan, after);
    expect(diff.canvases.filter(differsCanvas).map(({ after }) => after)).toEqual([
      'objective',
      'networks.G',
    ]);
    expect(sayDiff(diff)).toContain('foolLoss is Squared error instead of Adversarial loss');
    expect(sayDiff(diff)).toContain('extra added in network G; relu removed in network G');
  });

  it('differ in a field, once for all nodes that changed alike', () => {
    const softer = ['realLoss', 'fakeLoss', 'foolLoss'].map(
      (id): Edit => ({
        type: 'set-params',
        graph: 'objective',
        id,
        params: { mode: 'least-squares' },
      }),
    );
    expect(sayDiff(diffDocuments(dcgan, edited(dcgan, ...softer)))).toBe(
      'The second document differs from the first: mode of realLoss, fakeLoss and foolLoss in the objective "non-saturating" → "least-squares".',
    );
  });

  it('show a block argument that comes to something else, at its use and in the block, for every use and copy', () => {
    const use = (width: string, repeat?: number) => ({
      kind: 'block',
      params: { block: 'up', arguments: { width }, ...(repeat ? { repeat } : {}) },
    });
    const before: Document = {
      ...dcgan,
      parameters: { ...dcgan.parameters, w: { value: 64 } },
      networks: {
        ...dcgan.networks,
        // Its first use says the same whatever `w` is.
        other: {
          nodes: { plain: use('8'), wide: use('w * 2'), chain: use('w + i', 2) },
          edges: [],
        },
      },
      blocks: {
        up: {
          parameters: { width: { value: 1 } },
          nodes: { in: { kind: 'input' }, conv: { kind: 'dense', params: { units: 'width' } } },
          edges: [],
        },
      },
    };
    const after = { ...before, parameters: { ...before.parameters, w: { value: 32 } } };
    const changes = diffDocuments(before, after).canvases.flatMap(({ after: canvas, nodes }) =>
      nodes.flatMap((node) =>
        node.type !== 'kept'
          ? [node.type]
          : node.fields.map(({ field, ...sides }) => [
              `${canvas} ${node.after} ${field}`,
              sides.before.value,
              sides.after.value,
              sides.isIndirect,
            ]),
      ),
    );
    expect(changes).toEqual([
      ['networks.other wide arguments.width', 128, 64, true],
      ['networks.other chain arguments.width', [64, 65], [32, 33], true],
      ['blocks.up conv units', [8, 128, 64, 65], [8, 64, 32, 33], true],
    ]);
  });
});
