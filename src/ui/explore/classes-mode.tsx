/** The same samples in every class, or on their way from one class to another. */
import { SegmentedControl, Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask } from '../../runtime/explore/requests.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { TileGrid } from './tile-grid.tsx';
import { classChoices, useClasses } from './use-classes.ts';
import { useLatents } from './use-latents.ts';
import { usePictures } from './use-pictures.ts';

const LINES = 4;
const MOST_COLUMNS = 20;
const BETWEEN = 9;
const SIDE = 48;

export function ClassesMode({ count }: { readonly count: number }) {
  const texts = exploreTexts.use().classes;
  const { points, drawing } = useLatents(LINES);
  const { classes: way, fromClass, toClass } = useExploreStore((state) => state.choices);
  const change = useExploreStore((state) => state.choose);
  const [from, to] = [Math.min(fromClass, count - 1), Math.min(toClass, count - 1)];
  const latents = points?.latents;
  const ask = useMemo((): Ask | null => {
    if (!latents) return null;
    return way === 'each'
      ? { type: 'classes', latents, most: MOST_COLUMNS }
      : { type: 'between', latents, from, to, count: BETWEEN };
  }, [latents, way, from, to]);
  const answered = usePictures(ask);
  const known = useClasses(count);
  const { names } = known;
  const headOf = (i: number) => {
    if (way === 'each') return names[i] ?? '';
    return (i === 0 ? names[from] : i === BETWEEN - 1 ? names[to] : '→') ?? '';
  };
  const choose = (label: string, value: number, set: (value: number) => void) => (
    <Select
      size="xs"
      w={128}
      aria-label={label}
      data={classChoices(known)}
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
          aria-label={texts.way}
          value={way}
          onChange={(value) => change({ classes: value === 'between' ? 'between' : 'each' })}
          data={[
            { value: 'each', label: texts.each },
            { value: 'between', label: texts.between },
          ]}
        />
        {way === 'between' && choose(texts.from, from, (fromClass) => change({ fromClass }))}
        {way === 'between' && choose(texts.to, to, (toClass) => change({ toClass }))}
      </div>
      <AnswerView answered={latents ? answered : drawing}>
        {({ tiles, columns }) =>
          columns !== null && (
            <TileGrid
              {...{ tiles, columns }}
              heads={Array.from({ length: columns }, (_, i) => headOf(i))}
              side={SIDE}
              label={(i) =>
                way === 'each'
                  ? texts.inClass(Math.floor(i / columns) + 1, names[i % columns] ?? '')
                  : texts.onTheWay(Math.floor(i / columns) + 1, (i % columns) + 1, columns)
              }
            />
          )
        }
      </AnswerView>
      <Text size="xs" c="dimmed">
        {texts.help}
      </Text>
    </>
  );
}
