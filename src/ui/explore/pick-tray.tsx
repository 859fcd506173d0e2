/** What the person has picked, in order. A click lets go of a pick; in arithmetic it puts it into the slot that is marked. */
import { Button, Text } from '@mantine/core';
import { useExploreStore } from '../../store/explore-store.ts';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { Tile } from './tile.tsx';

const SIDE = 28;

export function PickTray() {
  const texts = exploreTexts.use();
  const picks = useExploreStore((state) => state.picks);
  const isSum = useExploreStore((state) => state.mode === 'arithmetic');
  const { slot } = useExploreStore((state) => state.choices);
  const unpick = useExploreStore((state) => state.unpick);
  const put = useExploreStore((state) => state.putIntoSlot);
  const clear = useExploreStore((state) => state.clearPicks);
  return (
    <section className={classes.tray} aria-label={texts.picks}>
      <Text size="xs" c="dimmed">
        {picks.length === 0 ? texts.noPicks : texts.picks}
      </Text>
      {picks.map((pick, index) => (
        <button
          key={pick.id}
          type="button"
          className={classes.pick}
          aria-label={isSum ? texts.usePick(index + 1, slot) : texts.unpick(index + 1)}
          onClick={() => (isSum ? put(pick) : unpick(pick.id))}
        >
          <Tile tiles={pick.tile} index={0} side={SIDE} />
        </button>
      ))}
      {picks.length > 0 && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={clear}>
          {texts.clear}
        </Button>
      )}
    </section>
  );
}
