/** The Plan panel: the compiled program in words and numbers. */
import { EmptyState } from './empty-state.tsx';

export function PlanPanel() {
  return <EmptyState title="No plan">The plan appears when the graph has no errors.</EmptyState>;
}
