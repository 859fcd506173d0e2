/** A port on another level that a wire could meet, and how it gets there: `ways-out.ts` and `ways-in.ts` find them. Pure. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import type { ValueType } from '../nodes/define.ts';
import { type Arriving, checkValue } from './connection.ts';
import type { FixedEnd } from './connections.ts';
import type { Edit } from './edit-types.ts';
import type { Facts, NodeFacts } from './facts.ts';
import { graphOf, own } from './graph-of.ts';
import { inputParams } from './grow-ports.ts';
import type { GraphId } from './problem.ts';

export interface Route {
  /** Where the other end of the wire is. */
  readonly graph: GraphId;
  readonly node: string;
  readonly port: string;
  /** What feeds that port now. */
  readonly replaces: string | null;
  /** The port is made for this wire. */
  readonly isGrown: boolean;
  /** Of the whole wire: taking it is one step. */
  readonly edits: readonly Edit[];
}

export interface Known {
  readonly document: Document;
  readonly facts: Facts;
}

/** The node that a wire starts at or arrives at. */
export interface Stand {
  readonly node: GraphNode;
  readonly facts: NodeFacts;
}

export function standAt({ document, facts }: Known, graph: GraphId, id: string): Stand | null {
  const node = own(graphOf(document, graph)?.nodes ?? {}, id);
  const known = own(facts[graph]?.nodes ?? {}, id);
  return node && known ? { node, facts: known } : null;
}

export function takes(document: Document, at: Stand, name: string, value: Arriving): boolean {
  const port = at.facts.ports.inputs.find((input) => input.name === name);
  return port !== undefined && checkValue({ document, ...at, port }, value).ok;
}

/** What comes out of a port, as far as it is known. */
export function arrivingFrom({ facts }: Stand, { node, port }: FixedEnd): Arriving | null {
  const gives = facts.ports.outputs.find(({ name }) => name === port)?.gives;
  return own(facts.outputs, port) ?? (gives ? { gives, from: node } : null);
}

/** What a new input must say so that the value enters. Words of the objective mean the same inside; those of a block may not. */
export function paramsFor(giver: Stand, graph: GraphId, type: ValueType) {
  const { node, facts } = giver;
  const said = { node, ...(facts.params ? { params: facts.params } : {}) };
  return inputParams(type, graph === 'objective' ? said : undefined);
}

export const refOf = ({ node, port }: { readonly node: string; readonly port: string }) =>
  `${node}.${port}`;
