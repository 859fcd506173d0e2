/** A kind that there is not: what may have been meant, and the node with that kind as the fix. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import type { Definition } from '../nodes/define.ts';
import type { Edit } from './edit-types.ts';
import { graphOf } from './graph-of.ts';
import { listed } from './plain-reason.ts';
import type { GraphId } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import { replaceNode } from './replace-kind.ts';
import { kindsLike } from './similar.ts';

export function reportUnknownKind(
  document: Document,
  where: { readonly graph: GraphId; readonly node: string },
  node: GraphNode,
  isWanted: (definition: Definition) => boolean,
  problems: ProblemList,
): void {
  const { graph, node: id } = where;
  const meant = kindsLike(node.kind, isWanted);
  const asked = meant.length > 0 ? `; did you mean ${listed(meant.map(({ kind }) => kind))}?` : '';
  const gone: Edit = { type: 'remove-nodes', graph, ids: [id] };
  const [only] = meant.length === 1 ? meant : [];
  const edges = graphOf(document, graph)?.edges ?? [];
  problems.error(
    'node.unknown-kind',
    where,
    `there is no node kind "${node.kind}"${asked}`,
    only
      ? {
          label: `Make it ${only.kind}`,
          edits: replaceNode(graph, id, { ...node, kind: only.kind }, edges),
        }
      : { label: 'Remove the node', edits: [gone] },
  );
}
