/** What the inspector shows when nothing is selected: the experiment, or the network or block on show. */
import type { GraphId } from '../../graph/problem.ts';
import { BlockOverview } from './block-overview.tsx';
import { DocumentOverview } from './document-overview.tsx';
import { NetworkOverview } from './network-overview.tsx';

export function Overview({ graph }: { readonly graph: GraphId }) {
  if (graph === 'objective') return <DocumentOverview />;
  const name = graph.slice(graph.indexOf('.') + 1);
  return graph.startsWith('networks.') ? (
    <NetworkOverview key={name} name={name} />
  ) : (
    <BlockOverview key={name} name={name} />
  );
}
