/** The Data panel: what each dataset node is bound to. */
import { EmptyState } from './empty-state.tsx';

export function DataPanel() {
  return (
    <EmptyState title="No data">
      The graph has no dataset node. Add one from the palette to train on images or points.
    </EmptyState>
  );
}
