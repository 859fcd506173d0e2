/** The layers of the tour's networks: how far they are, and what is missing. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import { type Layer, layersOf } from './builders.ts';
import { chainOf, type Link, paramsOf } from './roles.ts';
import { HIDDEN, LAYERS } from './step.ts';

export const chain = (document: Document, name: string | null) => {
  const graph = name === null ? undefined : document.networks[name];
  return graph ? chainOf(graph) : [];
};

/** At least so many pairs of a dense layer and an activation follow the input. */
export function hasLayers(document: Document, name: string | null, count: number): boolean {
  return layersOf(chain(document, name)) >= count;
}

export function endsIn(document: Document, name: string | null, units: number): boolean {
  const [before, last] = chain(document, name).slice(-2);
  return (
    last?.node.kind === 'output' &&
    before?.node.kind === 'dense' &&
    paramsOf(before.node).units === units
  );
}

/** What lacks of the hidden layers: each a dense layer with its activation. */
export function missing(links: readonly Link[], activation: string): readonly Layer[] {
  const there = layersOf(links);
  const lone = links[1 + 2 * there]?.node.kind === 'dense';
  const all = Array.from({ length: Math.max(0, LAYERS - there) }).flatMap((): Layer[] => [
    ['dense', { units: HIDDEN }],
    [activation],
  ]);
  return lone ? all.slice(1) : all;
}
