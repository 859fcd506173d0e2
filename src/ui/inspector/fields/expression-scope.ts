/** Where the number fields below stand: what their expressions can name. */
import { createContext, useContext, useMemo } from 'react';
import type { GraphId } from '../../../graph/problem.ts';
import type { Through } from '../../../graph/through.ts';
import { type VisibleName, visibleNames } from '../../../graph/visible-names.ts';
import { useDocumentStore } from '../../../store/document-store.ts';

export interface ExpressionScope {
  /** Null for numbers of the document itself. */
  readonly graph: GraphId | null;
  /** The number of a copy counts, too: arguments of a block. */
  readonly withCopy?: boolean;
  /** The use by which a block is looked at. */
  readonly through?: Through | null;
  /** Only a number will do: nothing can be named. */
  readonly isPlain?: boolean;
}

const DOCUMENT: ExpressionScope = { graph: null };
export const ExpressionScopeContext = createContext<ExpressionScope>(DOCUMENT);

const none: readonly VisibleName[] = [];

/** While they are wanted: a field at rest does not ask. */
export function useVisibleNames(isWanted: boolean): readonly VisibleName[] {
  const {
    graph,
    withCopy = false,
    through = null,
    isPlain = false,
  } = useContext(ExpressionScopeContext);
  const isAsked = isWanted && !isPlain;
  const document = useDocumentStore((state) => (isAsked ? state.document : null));
  return useMemo(
    () => (document ? visibleNames(document, graph, withCopy, through) : none),
    [document, graph, withCopy, through],
  );
}
