/** Canvases of a document by their ids. */
import type { Document, Graph } from '../../graph-schemas/document.ts';
import type { GraphId } from './problem.ts';

export const networkId = (name: string): GraphId => `networks.${name}`;
export const blockId = (name: string): GraphId => `blocks.${name}`;

/** The objective, then networks, then blocks. */
export function graphIds(document: Document): readonly GraphId[] {
  return [
    'objective',
    ...Object.keys(document.networks).map(networkId),
    ...Object.keys(document.blocks ?? {}).map(blockId),
  ];
}

export function graphOf(document: Document, id: GraphId): Graph | null {
  if (id === 'objective') return document.objective;
  const name = nameOf(id);
  return (
    own(id.startsWith('networks.') ? document.networks : (document.blocks ?? {}), name) ?? null
  );
}

/** `G` of `networks.G`. */
export function nameOf(id: GraphId): string {
  return id.slice(id.indexOf('.') + 1);
}

/** An entry of a record by a key that may come from anywhere. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** `["G", "out"]` of `"G.out"`. */
export function splitRef(ref: string): readonly [node: string, port: string] {
  const dot = ref.indexOf('.');
  return [ref.slice(0, dot), ref.slice(dot + 1)];
}
