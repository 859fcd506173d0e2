/** The same samples in every class, or on their way from one class to another. */
import { SegmentedControl, Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Ask } from '../../runtime/explore/requests.ts';
import { AnswerView } from './answer-view.tsx';
import { classNames } from './class-names.ts';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { PickTray } from './pick-tray.tsx';
import { TileGrid } from './tile-grid.tsx';
import { useLatents } from './use-latents.ts';
import { usePictures } from './use-pictures.ts';

const LINES = 4;
const MOST_COLUMNS = 20;
const BETWEEN = 9;
const SIDE = 48;

export function ClassesMode({ count }: { readonly count: number }) {
  const texts = exploreTexts.use().classes;
  const latents = useLatents(LINES);
  const [way, setWay] = useState('each');
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(Math.min(1, count - 1));
  const ask = useMemo((): Ask | null => {
    if (!latents) return null;
    return way === 'each'
      ? { type: 'classes', latents, most: MOST_COLUMNS }
      : { type: 'between', latents, from, to, count: BETWEEN };
  }, [latents, way, from, to]);
  const answered = usePictures(ask);
  const choose = (label: string, value: number, set: (value: number) => void) => (
    <Select
      size="xs"
      w={84}
      aria-label={label}
      data={classNames(count)}
      value={String(value)}
      allowDeselect={false}
      searchable={count > 10}
      onChange={(next) => next !== null && set(Number(next))}
    />
  );
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={texts.each}
          value={way}
          onChange={setWay}
          data={[
            { value: 'each', label: texts.each },
            { value: 'between', label: texts.between },
          ]}
        />
        {way === 'between' && choose(texts.from, from, setFrom)}
        {way === 'between' && choose(texts.to, to, setTo)}
        <Text size="xs" c="dimmed">
          {texts.help}
        </Text>
      </div>
      <AnswerView answered={answered}>
        {({ tiles, columns }) => (
          <TileGrid {...{ tiles, columns }} side={SIDE} label={(i) => texts.picture(i + 1)} />
        )}
      </AnswerView>
      <PickTray />
    </>
  );
}
