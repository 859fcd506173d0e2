/** Styles of some samples in others, in the layers of the resolutions that are chosen. */
import { Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask } from '../../runtime/explore/requests.ts';
import type { Styles } from '../../runtime/explore/styles-of.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { TileGrid } from './tile-grid.tsx';
import { useLatents } from './use-latents.ts';
import { usePictures } from './use-pictures.ts';

const MOST = 7;
const SIDE = 64;

export function StylesMode({ styles }: { readonly styles: Styles }) {
  const texts = exploreTexts.use().styles;
  const heights = useMemo(
    () => [...new Set(styles.heights)].sort((a, b) => a - b),
    [styles.heights],
  );
  const { lowHeight, highHeight } = useExploreStore((state) => state.choices);
  const change = useExploreStore((state) => state.choose);
  // Coarse ones decide most.
  const known = (height: number | null, other: number | undefined) =>
    heights.find((one) => one === height) ?? other ?? 4;
  const low = known(lowHeight, heights[0]);
  const high = known(highHeight, heights[1] ?? heights[0]);
  const { points, drawing } = useLatents(MOST, 2);
  const latents = points?.latents;
  const ask = useMemo((): Ask | null => {
    if (!latents) return null;
    const half = Math.floor(latents.length / 2);
    const [rows, columns] = [latents.slice(0, half), latents.slice(half)];
    return { type: 'mix', rows, columns, low: Math.min(low, high), high: Math.max(low, high) };
  }, [latents, low, high]);
  const answered = usePictures(ask);
  const choose = (label: string, value: number, set: (value: number) => void) => (
    <Select
      size="xs"
      w={104}
      aria-label={label}
      data={heights.map((height) => ({ value: String(height), label: texts.pixels(height) }))}
      value={String(value)}
      allowDeselect={false}
      onChange={(next) => next !== null && set(Number(next))}
    />
  );
  const nameOf = (index: number, columns: number) => {
    const [line, column] = [Math.floor(index / columns), index % columns];
    if (index === 0) return texts.corner;
    if (line === 0) return texts.column(column);
    return column === 0 ? texts.line(line) : texts.mixed(line, column);
  };
  return (
    <>
      <div className={classes.bar}>
        <Text size="xs">{texts.from}</Text>
        {choose(texts.from, low, (lowHeight) => change({ lowHeight }))}
        <Text size="xs">{texts.to}</Text>
        {choose(texts.to, high, (highHeight) => change({ highHeight }))}
      </div>
      <AnswerView answered={latents ? answered : drawing}>
        {({ tiles, columns }) => (
          <TileGrid {...{ tiles, columns }} side={SIDE} label={(i) => nameOf(i, columns ?? 1)} />
        )}
      </AnswerView>
      <Text size="xs" c="dimmed">
        {texts.help}
      </Text>
    </>
  );
}
