/** Samples of a seed, in a grid; a click picks one. What the discriminator says stands below each. */
import { Select, Switch, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { TileGrid } from './tile-grid.tsx';
import { useClasses } from './use-classes.ts';
import { usePicking } from './use-picking.ts';
import { usePictures } from './use-pictures.ts';

const COUNTS = ['8', '16', '32', '64'];
const SIDE = 64;

export function SampleMode() {
  const texts = exploreTexts.use();
  const { count, hasPatches } = useExploreStore((state) => state.choices);
  const choose = useExploreStore((state) => state.choose);
  const answered = usePictures(useMemo((): Ask => ({ type: 'sample', count }), [count]));
  return (
    <>
      <div className={classes.bar}>
        <Text size="xs">{texts.sample.count}</Text>
        <Select
          size="xs"
          w={72}
          aria-label={texts.sample.count}
          data={COUNTS}
          value={String(count)}
          allowDeselect={false}
          onChange={(value) => value && choose({ count: Number(value) })}
        />
        {answered.pictures?.patches && (
          <Switch
            size="xs"
            label={texts.sample.patches}
            checked={hasPatches}
            onChange={({ currentTarget }) => choose({ hasPatches: currentTarget.checked })}
          />
        )}
        {answered.pictures?.verdicts && (
          <Text size="xs" c="dimmed">
            {texts.sample.judge}
          </Text>
        )}
      </div>
      <AnswerView answered={answered}>
        {(pictures) => <Samples pictures={pictures} hasPatches={hasPatches} />}
      </AnswerView>
    </>
  );
}

function Samples({
  pictures,
  hasPatches,
}: {
  readonly pictures: Pictures;
  readonly hasPatches: boolean;
}) {
  const texts = exploreTexts.use();
  const picking = usePicking(pictures);
  const { tiles, columns, verdicts, patches, labels, values } = pictures;
  const count = useExploreStore(({ subject }) => subject?.label?.classes ?? 0);
  const { title } = useClasses(count);
  const classOf = (index: number) => {
    const own = labels[index];
    return own == null ? null : title(own);
  };
  const label = (index: number) => {
    const verdict = verdicts?.[index];
    const said = verdict == null ? null : texts.sample.judged(verdict.toFixed(2));
    return [texts.sample.tile(index + 1), classOf(index), said]
      .filter(Boolean)
      .join(texts.sample.and);
  };
  const caption = (index: number) => classOf(index) ?? '';
  return (
    <TileGrid
      {...{ tiles, columns, verdicts, label, ...picking }}
      {...(labels.length > 0 ? { caption } : {})}
      heads={values.map((value) => value.replace(/\.out$/, ''))}
      side={SIDE}
      patches={hasPatches ? patches : null}
    />
  );
}
