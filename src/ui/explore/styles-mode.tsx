/** Styles of some samples in others, in the layers of the resolutions that are chosen. */
import { Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Ask } from '../../runtime/explore/requests.ts';
import type { Styles } from '../../runtime/explore/subjects.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { PickTray } from './pick-tray.tsx';
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
  const [low, setLow] = useState(heights[0] ?? 4);
  const [high, setHigh] = useState(heights[1] ?? heights[0] ?? 4);
  const latents = useLatents(MOST, 2);
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
  return (
    <>
      <div className={classes.bar}>
        <Text size="xs">{texts.from}</Text>
        {choose(texts.from, low, setLow)}
        <Text size="xs">{texts.to}</Text>
        {choose(texts.to, high, setHigh)}
      </div>
      <Text size="xs" c="dimmed">
        {texts.help}
      </Text>
      <AnswerView answered={answered}>
        {({ tiles, columns }) => (
          <TileGrid {...{ tiles, columns }} side={SIDE} label={(i) => texts.picture(i + 1)} />
        )}
      </AnswerView>
      <PickTray />
    </>
  );
}
