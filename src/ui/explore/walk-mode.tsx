/** A walk through the picks. All frames are made first, so that it moves freely. */
import { SegmentedControl, Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask } from '../../runtime/explore/requests.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { FewPicks } from './few-picks.tsx';
import { usePictures } from './use-pictures.ts';
import { WalkPlayer } from './walk-player.tsx';

const FRAMES = ['12', '24', '48'];
/** Of a walk as a whole. */
const MOST = 192;

export function WalkMode() {
  const texts = exploreTexts.use().walk;
  const picks = useExploreStore((state) => state.picks);
  const { way, framesBetween } = useExploreStore((state) => state.choices);
  const choose = useExploreStore((state) => state.choose);
  const ask = useMemo((): Ask | null => {
    if (picks.length < 2) return null;
    const count = Math.min(MOST, (picks.length - 1) * framesBetween + 1);
    const [stops, labels] = [picks.map(({ latent }) => latent), picks.map(({ label }) => label)];
    return { type: 'walk', stops, labels, way, count };
  }, [picks, way, framesBetween]);
  const answered = usePictures(ask);
  if (!ask) return <FewPicks title={texts.few} />;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={texts.way}
          value={way}
          onChange={(value) => choose({ way: value === 'linear' ? 'linear' : 'spherical' })}
          data={[
            { value: 'spherical', label: texts.spherical },
            { value: 'linear', label: texts.linear },
          ]}
        />
        <Text size="xs">{texts.frames}</Text>
        <Select
          size="xs"
          w={72}
          aria-label={texts.frames}
          data={FRAMES}
          value={String(framesBetween)}
          allowDeselect={false}
          onChange={(value) => value && choose({ framesBetween: Number(value) })}
        />
      </div>
      <AnswerView answered={answered}>{({ tiles }) => <WalkPlayer tiles={tiles} />}</AnswerView>
    </>
  );
}
