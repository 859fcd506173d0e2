/** What a mode shows that needs picks, while there are too few. */
import { Button } from '@mantine/core';
import { useExploreStore } from '../../store/explore-store.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { exploreTexts } from './explore-texts.ts';

export function FewPicks({ title }: { readonly title: string }) {
  const texts = exploreTexts.use().walk;
  const setMode = useExploreStore((state) => state.setMode);
  return (
    <EmptyState
      title={title}
      action={
        <Button size="xs" variant="default" onClick={() => setMode('sample')}>
          {texts.toSamples}
        </Button>
      }
    >
      {null}
    </EmptyState>
  );
}
