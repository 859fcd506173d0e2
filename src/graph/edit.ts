/**
 * Carries out edits: a pure function from document to document that shares everything it does not change.
 * An edit that cannot be (an unknown node, a name that is taken) answers the same document.
 */
import { type Document, FORMAT, type Graph, VERSION } from '../../graph-schemas/document.ts';
import { Id } from '../../graph-schemas/primitives.ts';
import {
  addNode,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
  replaceNodes,
  setGraphAbout,
  setParams,
  setTitle,
} from './edit-graph.ts';
import {
  removeBlock,
  removeNetwork,
  renameBlock,
  renameNetwork,
  renameNode,
} from './edit-names.ts';
import {
  removeBlockParameter,
  removeParameter,
  renameBlockParameter,
  renameParameter,
  setBlockParameter,
  setParameter,
} from './edit-parameters.ts';
import type { Edit } from './edit-types.ts';
import { own } from './graph-of.ts';
import { setVia } from './reroute.ts';
import { withGraph, without } from './update.ts';

export function applyEdit(document: Document, edit: Edit): Document {
  switch (edit.type) {
    case 'add-node':
      return addNode(document, edit.graph, edit.id, edit.node);
    case 'remove-nodes':
      return removeNodes(document, edit.graph, edit.ids);
    case 'replace-nodes':
      return replaceNodes(document, edit.graph, edit.ids, edit.nodes, edit.edges);
    case 'move-nodes':
      return moveNodes(document, edit.graph, edit.to);
    case 'rename-node':
      return renameNode(document, edit.graph, edit.from, edit.to);
    case 'set-title':
      return setTitle(document, edit.graph, edit.id, edit.title);
    case 'set-params':
      return setParams(document, edit.graph, edit.id, edit.params, edit.removed);
    case 'connect':
      return connect(document, edit.graph, edit.edge);
    case 'disconnect':
      return disconnect(document, edit.graph, edit.edges);
    case 'set-via':
      return setVia(document, edit.graph, edit.edge, edit.via);
    case 'set-notes':
      return withGraph(document, edit.graph, (graph) => {
        const { notes: _, ...rest } = graph;
        return edit.notes.length > 0 ? { ...rest, notes: [...edit.notes] } : rest;
      });
    case 'add-network':
      if (!isFree(document.networks, edit.name)) return document;
      return {
        ...document,
        networks: { ...document.networks, [edit.name]: edit.network ?? emptyGraph() },
      };
    case 'remove-network':
      return removeNetwork(document, edit.name);
    case 'rename-network':
      return renameNetwork(document, edit.from, edit.to);
    case 'add-block':
      if (!isFree(document.blocks ?? {}, edit.name)) return document;
      return {
        ...document,
        blocks: { ...document.blocks, [edit.name]: edit.block ?? emptyGraph() },
      };
    case 'remove-block':
      return removeBlock(document, edit.name);
    case 'rename-block':
      return renameBlock(document, edit.from, edit.to);
    case 'set-parameter':
      return setParameter(document, edit.name, edit.parameter);
    case 'remove-parameter':
      return removeParameter(document, edit.name);
    case 'rename-parameter':
      return renameParameter(document, edit.from, edit.to);
    case 'set-block-parameter':
      return setBlockParameter(document, edit.block, edit.name, edit.parameter);
    case 'rename-block-parameter':
      return renameBlockParameter(document, edit.block, edit.from, edit.to);
    case 'remove-block-parameter':
      return removeBlockParameter(document, edit.block, edit.name);
    case 'apply-profile':
      return applyProfile(document, edit.name);
    case 'set-training':
      return { ...document, training: edit.training };
    case 'set-about': {
      const { name = document.name, description = document.description } = edit;
      const rest = without(document, 'description');
      return { ...rest, name, ...(description ? { description } : {}) };
    }
    case 'set-graph-about':
      return setGraphAbout(document, edit.graph, edit);
    default:
      return edit satisfies never;
  }
}

/** A document with nothing in it, to start from. */
export function emptyDocument(name: string): Document {
  return {
    format: FORMAT,
    version: VERSION,
    name,
    parameters: {},
    networks: {},
    objective: { nodes: {}, edges: [] },
    training: { batchSize: 64, steps: 1000, seed: 1 },
  };
}

/** What a new network or block starts with: its two ends. */
function emptyGraph(): Graph {
  return {
    nodes: { in: { kind: 'input', at: [0, 0] }, out: { kind: 'output', at: [480, 0] } },
    edges: [],
  };
}

function isFree(record: Readonly<Record<string, unknown>>, name: string): boolean {
  return Id.safeParse(name).success && !Object.hasOwn(record, name);
}

function applyProfile(document: Document, name: string): Document {
  const profile = own(document.profiles ?? {}, name);
  if (!profile) return document;
  let isSame = true;
  const parameters = Object.fromEntries(
    Object.entries(document.parameters).map(([key, parameter]) => {
      const value = own(profile.values, key) ?? parameter.value;
      isSame &&= value === parameter.value;
      return [key, value === parameter.value ? parameter : { ...parameter, value }];
    }),
  );
  return isSame ? document : { ...document, parameters };
}
