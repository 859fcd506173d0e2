/** That a block's use is to be computed again is a field like any other: undone, compared, copied, compiled. */
import { expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { copyFragment } from '../../src/graph/clipboard-copy.ts';
import { planPaste } from '../../src/graph/clipboard-paste.ts';
import { readClipboard } from '../../src/graph/clipboard-read.ts';
import { diffDocuments } from '../../src/graph/diff/diff-documents.ts';
import { sayDiff } from '../../src/graph/diff/say-diff.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import { writeDocument } from '../../src/graph/write.ts';
import { createDocumentStore } from '../../src/store/document-store.ts';
import { graphTools } from '../../src/store/graph-tools.ts';

const dcgan = presets.find(({ id }) => id === 'dcgan')?.document as Document;
const on: Edit = {
  type: 'set-params',
  graph: 'networks.G',
  id: 'grow',
  params: { recompute: true },
};
const changed = applyEdit(dcgan, on);
const isOn = (document: Document, id = 'grow') =>
  document.networks.G?.nodes[id]?.params?.recompute === true;

it('is in the file and in the program', () => {
  const { document } = readDocument(writeDocument(changed));
  expect(document && isOn(document)).toBe(true);
  const layers = (of: Document) =>
    compile(of).program?.networks.find(({ name }) => name === 'G')?.layers ?? [];
  const recomputed = (of: Document) =>
    layers(of).filter(({ within }) => within.some(({ isRecomputed }) => isRecomputed)).length;
  expect(recomputed(dcgan)).toBe(0);
  expect(recomputed(changed)).toBeGreaterThan(3);
});

it('can be undone and done again', () => {
  const store = createDocumentStore(graphTools, dcgan);
  store.getState().dispatch(on);
  expect(isOn(store.getState().document)).toBe(true);
  store.getState().undo();
  expect(store.getState().document).toEqual(dcgan);
  store.getState().redo();
  expect(isOn(store.getState().document)).toBe(true);
});

it('is told as a difference of two graphs', () => {
  const said = sayDiff(diffDocuments(dcgan, changed));
  expect(said).toMatch(/recompute/i);
  expect(said).toMatch(/grow/);
});

it('goes with a copy', () => {
  const fragment = copyFragment(changed, 'networks.G', { nodes: ['grow'], notes: [] }, {});
  const read = readClipboard(JSON.stringify(fragment));
  if (read.type !== 'fragment') throw new Error(JSON.stringify(read));
  const { edits, nodes } = planPaste(dcgan, 'networks.G', read.fragment, {});
  const after = edits.reduce(applyEdit, dcgan);
  expect(nodes).toHaveLength(1);
  expect(isOn(after, nodes[0])).toBe(true);
  expect(isOn(after)).toBe(false);
});
