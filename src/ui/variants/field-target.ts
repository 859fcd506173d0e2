/** Where in the document a field of a form stands, so that its values can be tried; null where that is no single place. */
import { createContext, useContext } from 'react';
import type { GraphId } from '../../graph/problem.ts';
import type { Target } from '../../graph/variants/sweep.ts';

export interface FieldPlace {
  readonly graph: GraphId;
  readonly node: string;
  /** From the parameter of the node inwards. */
  readonly path: readonly string[];
}

export const FieldPlaceContext = createContext<FieldPlace | null>(null);

export const targetOf = ({ graph, node, path }: FieldPlace): Target => ({
  ...{ type: 'field', graph, node, path },
});

/** The place of a field inside the one that is asked. */
export function useInnerPlace(): (name: string) => FieldPlace | null {
  const place = useContext(FieldPlaceContext);
  return (name) => place && { ...place, path: [...place.path, name] };
}
