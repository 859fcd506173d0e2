/** The small things that the page keeps: canvas and selection, settings, sentences about storage. */
import Dexie from 'dexie';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { graphOf } from '../../src/graph/graph-of.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { edgeKey, useCanvasStore } from '../../src/store/canvas-store.ts';
import { activeProfile } from '../../src/store/document-selectors.ts';
import { useDocumentStore } from '../../src/store/document-store.ts';
import { readSettings } from '../../src/store/settings-store.ts';
import { shareStructure } from '../../src/store/share-structure.ts';
import { historyOf } from '../../src/store/undo-history.ts';
import { storageError } from '../../src/worker/storage-errors.ts';

const node = (kind: string) => ({ kind });
const edge = { from: 'a.out', to: 'b.in' };
const twoLevels: Document = {
  ...blankDocument,
  objective: { nodes: { a: node('noise'), b: node('apply') }, edges: [edge] },
  networks: { G: { nodes: { dense: node('dense') }, edges: [] } },
};

describe('the canvas on show', () => {
  const canvas = () => useCanvasStore.getState();
  beforeEach(() => {
    useDocumentStore.getState().open(twoLevels);
    canvas().goTo(0);
    canvas().select([]);
  });

  it('goes into a network and back by the breadcrumb', () => {
    canvas().select(['a']);
    canvas().enter('networks.G');
    expect(canvas().trail).toEqual(['objective', 'networks.G']);
    expect(canvas().selectedNodes).toEqual([]);
    canvas().goTo(0);
    expect(canvas().graph).toBe('objective');
  });

  it('leaves a network that is gone', () => {
    canvas().enter('networks.G');
    useDocumentStore.getState().open({ ...twoLevels, networks: {} });
    expect(canvas().graph).toBe('objective');
    expect(canvas().trail).toEqual(['objective']);
  });

  it('drops from the selection what an edit removed', () => {
    canvas().select(['a', 'b'], [edgeKey(edge)]);
    useDocumentStore
      .getState()
      .open({ ...twoLevels, objective: { nodes: { a: node('noise') }, edges: [] } });
    expect(canvas().selectedNodes).toEqual(['a']);
    expect(canvas().selectedEdges).toEqual([]);
  });

  it('stays with a network and a selected node that are renamed', () => {
    canvas().enter('networks.G');
    canvas().select(['dense']);
    const { G: network } = twoLevels.networks;
    const renamed = { ...twoLevels, networks: { Generator: network ?? twoLevels.objective } };
    useDocumentStore.getState().open(renamed);
    expect(canvas().trail).toEqual(['objective', 'networks.Generator']);
    expect(canvas().selectedNodes).toEqual(['dense']);
    const nodes = { hidden: network?.nodes.dense ?? node('dense') };
    useDocumentStore.getState().open({ ...renamed, networks: { Generator: { nodes, edges: [] } } });
    expect(canvas().selectedNodes).toEqual(['hidden']);
  });

  it('shows what undo and redo changed, and stays where that is on show', () => {
    const documents = () => useDocumentStore.getState();
    const graph = 'networks.G' as const;
    documents().dispatch({ type: 'set-title', graph, id: 'dense', title: 'Wide' });
    documents().undo();
    expect(canvas().trail).toEqual(['objective', graph]);
    documents().redo();
    expect(canvas().graph).toBe(graph);
    canvas().goTo(0);
    documents().dispatch({ type: 'set-title', graph: 'objective', id: 'a', title: 'Seed' });
    canvas().enter(graph);
    documents().undo();
    expect(canvas().graph).toBe('objective');
    canvas().enter(graph);
    documents().dispatch({ type: 'set-about', name: 'Renamed' });
    documents().undo();
    expect(canvas().graph).toBe(graph);
  });

  it('is of each document its own', () => {
    canvas().enter('networks.G');
    canvas().select(['dense']);
    const other = { ...blankDocument, objective: { nodes: { a: node('noise') }, edges: [] } };
    const first = useDocumentStore.getState().swap({
      ...{ id: 'other', history: historyOf(other), saved: other, compilation: null },
    });
    expect(canvas()).toMatchObject({ graph: 'objective', selectedNodes: [] });
    canvas().select(['a']);
    useDocumentStore.getState().swap(first);
    expect(canvas()).toMatchObject({ graph: 'networks.G', selectedNodes: ['dense'] });
  });

  it('shows the node that a problem is about, each time it is asked', () => {
    const place = { graph: 'networks.G', node: 'dense' } as const;
    canvas().revealPlace(place);
    const first = canvas().reveal?.token;
    expect(canvas()).toMatchObject({ graph: 'networks.G', selectedNodes: ['dense'] });
    canvas().revealPlace(place);
    expect(canvas().reveal?.token).not.toBe(first);
  });

  it('finds no canvas under a name that every object has', () => {
    expect(graphOf(twoLevels, 'networks.constructor')).toBeNull();
    expect(graphOf(twoLevels, 'blocks.G')).toBeNull();
  });
});

describe('the profile in use', () => {
  const document: Document = {
    ...blankDocument,
    parameters: { ngf: { value: 8 } },
    profiles: { paper: { values: { ngf: 64 } }, smoke: { values: { ngf: 8 } } },
  };
  it('is the one whose values stand in the parameters, or none', () => {
    expect(activeProfile(document)).toBe('smoke');
    expect(activeProfile({ ...document, parameters: { ngf: { value: 9 } } })).toBeNull();
  });
});

describe('stored settings', () => {
  it('keep what can be read and take defaults for the rest', () => {
    const text = JSON.stringify({ theme: 'dark', backend: 'abacus', panelSizes: { left: 240 } });
    expect(readSettings(text)).toMatchObject({
      theme: 'dark',
      backend: 'auto',
      panelSizes: { left: 240 },
    });
  });

  it('never fail, whatever was stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readSettings(text).tabs).toBeTypeOf('object');
      }),
    );
  });
});

describe('sharing structure', () => {
  it('gives an equal value, and the old one where nothing changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(shareStructure(a, b)).toEqual(b);
        expect(shareStructure(a, structuredClone(a))).toBe(a);
      }),
    );
  });
});

describe('storage that fails', () => {
  const say = (error: unknown) => storageError('Could not keep the run', error).message;

  it('says what to do about a full disk, also when a transaction wraps the cause', () => {
    const full = new DOMException('full', 'QuotaExceededError');
    expect(say(full)).toMatch(/^Could not keep the run: .*no room.*\.$/);
    expect(say(new Dexie.AbortError('aborted', full))).toContain('no room');
  });

  it('says what a private window means', () => {
    expect(say(new Dexie.MissingAPIError())).toContain('private window');
  });

  it('passes an unknown reason on', () => {
    expect(say(new Error('the moon is full'))).toBe('Could not keep the run: the moon is full.');
  });
});
