/** The Samples panel: what the run has generated so far. */
import { EmptyState } from './empty-state.tsx';

export function SamplesPanel() {
  return (
    <EmptyState title="No samples yet">Press Train; the first sheet appears at step 0.</EmptyState>
  );
}
