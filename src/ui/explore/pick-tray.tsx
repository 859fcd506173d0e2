/** What the person has picked, in order. A click lets go of a pick, or uses it where the mode has a use for it. */
import { Button, Text } from '@mantine/core';
import { type Pick, useExploreStore } from '../../store/explore-store.ts';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { Tile } from './tile.tsx';

interface PickTrayProps {
  onUse?(pick: Pick): void;
}

export function PickTray({ onUse }: PickTrayProps) {
  const texts = exploreTexts.use();
  const picks = useExploreStore((state) => state.picks);
  const unpick = useExploreStore((state) => state.unpick);
  const clear = useExploreStore((state) => state.clearPicks);
  return (
    <section className={classes.tray} aria-label={texts.picks}>
      <Text size="xs" fw={600}>
        {texts.picks}
      </Text>
      {picks.length === 0 && (
        <Text size="xs" c="dimmed">
          {texts.noPicks}
        </Text>
      )}
      {picks.map((pick, index) => (
        <button
          key={pick.id}
          type="button"
          className={classes.pick}
          aria-label={onUse ? texts.usePick(index + 1) : texts.unpick(index + 1)}
          onClick={() => (onUse ? onUse(pick) : unpick(pick.id))}
        >
          <Tile tiles={pick.tile} index={0} side={32} />
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
