/** What an empty canvas says. */
import { Button } from '@mantine/core';
import type { GraphId } from '../../graph/problem.ts';
import { RecentShelf } from '../files/recent-documents.tsx';
import { usePageStore } from '../page-store.ts';
import { EmptyState } from '../run/empty-state.tsx';
import classes from './level.module.css';

export function EmptyCanvas({ graphId }: { readonly graphId: GraphId }) {
  const setGalleryOpen = usePageStore((state) => state.setGalleryOpen);
  const isObjective = graphId === 'objective';
  return (
    <div className={classes.empty}>
      <EmptyState
        title={isObjective ? 'An empty experiment' : 'An empty network'}
        action={
          isObjective && (
            <Button mt="xs" onClick={() => setGalleryOpen(true)}>
              Open a preset
            </Button>
          )
        }
      >
        {isObjective
          ? 'Start from a preset, drop a graph file here, or drag data, noise and networks from the palette on the left.'
          : 'Drag layers from the palette on the left, or press Ctrl K and type a name. An input and an output make the ports of the network.'}
      </EmptyState>
      {isObjective && <RecentShelf />}
    </div>
  );
}
