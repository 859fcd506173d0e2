/** A new network with a copy of selected layers: what feeds them becomes its inputs, what is read its outputs. Pure. */
import type { Document } from '../../graph-schemas/document.ts';
import { cutOut, type Surroundings } from './cut-out.ts';
import type { Edit } from './edit-types.ts';
import { freeNameAmong } from './free-name.ts';
import { graphOf, nameOf, own } from './graph-of.ts';
import { type GroupRefusal, refusalToGroup } from './group-refusal.ts';
import { mapNumerics } from './numerics.ts';
import type { GraphId } from './problem.ts';
import { withValues } from './ungroup-expressions.ts';

export type NetworkMade =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly name: string }
  | { readonly ok: false; readonly refusal: GroupRefusal };

/** The layers stay where they are. Parameters of a block around, which a network does not see, become their values. */
export function networkOf(
  document: Document,
  graphId: GraphId,
  ids: readonly string[],
  around: Surroundings,
): NetworkMade {
  const refusal = refusalToGroup(document, graphId, ids);
  if (refusal) return { ok: false, refusal };
  const graph = graphOf(document, graphId);
  const selected = ids.filter((id) => graph && own(graph.nodes, id));
  const { nodes, edges } = cutOut(document, graphId, selected, around);
  const name = freeNameAmong('Net', new Set(Object.keys(document.networks)), '');
  const block = graphId.startsWith('blocks.') ? own(document.blocks ?? {}, nameOf(graphId)) : null;
  const values = block?.parameters ?? {};
  const placed = Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [
      id,
      mapNumerics(node, (written) =>
        typeof written === 'string' ? withValues(written, values) : written,
      ),
    ]),
  );
  return {
    ok: true,
    name,
    edits: [{ type: 'add-network', name, network: { nodes: placed, edges: [...edges] } }],
  };
}
