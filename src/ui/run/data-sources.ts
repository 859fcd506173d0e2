/** The dataset nodes of the document on show, and what each asks of its data. */
import { useMemo } from 'react';
import type { Document } from '../../../graph-schemas/document.ts';
import type { GraphFacts } from '../../graph/facts.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Feed } from '../../nodes/specs.ts';
import { useDocumentStore } from '../../store/document-store.ts';

export interface DataSource {
  readonly node: string;
  readonly title: string;
  readonly kind: string;
  /** Null while the node's own settings have problems. */
  readonly feed: Feed | null;
}

/** Kinds that read data, found by what they declare rather than by name. */
function readsData(kind: string): boolean {
  const definition = definitionOf(kind);
  return definition?.family === 'source' && definition.feed !== undefined;
}

type Nodes = Document['objective']['nodes'];

export function dataSources(nodes: Nodes, facts: GraphFacts | undefined): readonly DataSource[] {
  return Object.entries(nodes)
    .filter(([, { kind }]) => readsData(kind))
    .map(([node, { kind, title }]) => {
      const definition = definitionOf(kind);
      const params = facts?.nodes[node]?.params;
      const feed =
        definition?.family === 'source' && definition.feed && params
          ? definition.feed(params)
          : null;
      return { node, kind, title: title ?? node, feed };
    });
}

export function useDataSources(): readonly DataSource[] {
  const nodes: Nodes = useDocumentStore((state) => state.document.objective.nodes);
  const facts = useDocumentStore((state) => state.compilation.graphs.objective);
  return useMemo(() => dataSources(nodes, facts), [nodes, facts]);
}
