/** The Losses panel: every loss of the run over its steps. */
import { EmptyState } from './empty-state.tsx';

export function LossesPanel() {
  return (
    <EmptyState title="No losses yet">
      Press Train: every loss of the graph draws a curve here.
    </EmptyState>
  );
}
