/** Samples of a seed, in a grid; a click picks one. What the discriminator says stands below each. */
import { Select, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { TileGrid } from './tile-grid.tsx';
import { usePicking } from './use-picking.ts';
import { usePictures } from './use-pictures.ts';

const COUNTS = ['8', '16', '32', '64'];
const SIDE = 64;

export function SampleMode() {
  const texts = exploreTexts.use();
  const [count, setCount] = useState('16');
  const [hasPatches, setPatches] = useState(false);
  const answered = usePictures(
    useMemo((): Ask => ({ type: 'sample', count: Number(count) }), [count]),
  );
  return (
    <>
      <div className={classes.bar}>
        <Select
          size="xs"
          w={90}
          label={texts.sample.count}
          data={COUNTS}
          value={count}
          allowDeselect={false}
          onChange={(value) => value && setCount(value)}
        />
        {answered.pictures?.patches && (
          <Switch
            size="xs"
            label={texts.sample.patches}
            checked={hasPatches}
            onChange={({ currentTarget }) => setPatches(currentTarget.checked)}
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
  const texts = exploreTexts.use().sample;
  const picking = usePicking(pictures);
  const { tiles, columns, verdicts, patches } = pictures;
  const label = (index: number) => {
    const verdict = verdicts?.[index];
    const name = texts.tile(index + 1);
    return verdict == null ? name : `${name}. ${texts.judged(verdict.toFixed(2))}`;
  };
  return (
    <TileGrid
      {...{ tiles, columns, verdicts, label, ...picking }}
      side={SIDE}
      patches={hasPatches ? patches : null}
    />
  );
}
