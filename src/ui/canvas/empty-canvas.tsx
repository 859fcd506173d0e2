/** What an empty canvas says, and what can be done about it. */
import { Button, Group } from '@mantine/core';
import type { GraphId } from '../../graph/problem.ts';
import { keyText } from '../commands/keys.ts';
import { pickFiles } from '../files/file-actions.ts';
import { later } from '../later.tsx';
import { usePageStore } from '../page-store.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { useTexts } from '../texts/texts.ts';
import { startTour } from '../tour/start-tour.ts';
import { useTourStore } from '../tour/tour-store.ts';
import classes from './level.module.css';

const RecentShelf = later(async () => (await import('../files/recent-documents.tsx')).RecentShelf);

export function EmptyCanvas({ graphId }: { readonly graphId: GraphId }) {
  const { empty, welcome } = useTexts().gallery;
  const isTouring = useTourStore(({ documentId }) => documentId !== null);
  const setGalleryOpen = usePageStore((state) => state.setGalleryOpen);
  if (graphId !== 'objective') {
    const isBlock = graphId.startsWith('blocks.');
    return (
      <div className={classes.empty}>
        <EmptyState title={isBlock ? empty.block : empty.network}>
          {empty.networkText(keyText('mod+K'))}
        </EmptyState>
      </div>
    );
  }
  // The tour says what to do.
  if (isTouring) return null;
  return (
    <div className={classes.empty}>
      <EmptyState
        title={empty.objective}
        action={
          <Group mt="xs" gap="xs" justify="center">
            <Button onClick={() => setGalleryOpen(true)}>{welcome.preset}</Button>
            <Button variant="default" onClick={startTour}>
              {welcome.tour}
            </Button>
            <Button variant="default" onClick={() => void pickFiles()}>
              {welcome.file}
            </Button>
          </Group>
        }
      >
        {empty.objectiveText}
      </EmptyState>
      <RecentShelf />
    </div>
  );
}
