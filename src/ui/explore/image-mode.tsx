/** The person's own image through the networks that take one, and what the discriminator says of what they make. */
import { Switch, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import type { Subject } from '../../runtime/explore/subjects.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { ImageDrop } from './image-drop.tsx';
import { usePersonPixels } from './person-pixels.ts';
import { TileGrid } from './tile-grid.tsx';
import { usePicking } from './use-picking.ts';
import { usePictures } from './use-pictures.ts';

const SIDE = 128;

export function ImageMode({ subject }: { readonly subject: Subject }) {
  const { encoder } = subject;
  const pixels = usePersonPixels(subject);
  const answered = usePictures(
    useMemo((): Ask | null => {
      if (!pixels) return null;
      return encoder ? { type: 'encode', pixels } : { type: 'translate', pixels };
    }, [pixels, encoder]),
  );
  return (
    <ImageDrop>
      <AnswerView answered={answered}>
        {(pictures) =>
          encoder ? <Rebuilt pictures={pictures} /> : <Translated pictures={pictures} />
        }
      </AnswerView>
    </ImageDrop>
  );
}

function Rebuilt({ pictures }: { readonly pictures: Pictures }) {
  const texts = exploreTexts.use().image;
  const picking = usePicking(pictures, 1);
  const { tiles, columns } = pictures;
  const label = (index: number) => (index === 0 ? texts.yours : texts.rebuilt);
  return (
    <>
      <Text size="xs" c="dimmed">
        {texts.pickHelp}
      </Text>
      <TileGrid {...{ tiles, columns, label, ...picking }} caption={label} side={SIDE} />
    </>
  );
}

function Translated({ pictures }: { readonly pictures: Pictures }) {
  const texts = exploreTexts.use();
  const { hasPatches } = useExploreStore((state) => state.choices);
  const choose = useExploreStore((state) => state.choose);
  const { tiles, columns, values, verdicts, patches } = pictures;
  const name = (index: number) =>
    index === 0 ? texts.image.yours : (values[index] ?? '').replace(/\.out$/, '');
  const label = (index: number) => {
    const verdict = verdicts?.[index];
    const said = verdict == null ? [] : [texts.sample.judged(verdict.toFixed(2))];
    return [name(index), ...said].join(texts.sample.and);
  };
  return (
    <>
      {verdicts && (
        <div className={classes.bar}>
          {patches && (
            <Switch
              size="xs"
              label={texts.sample.patches}
              checked={hasPatches}
              onChange={({ currentTarget }) => choose({ hasPatches: currentTarget.checked })}
            />
          )}
          <Text size="xs" c="dimmed">
            {texts.sample.judge}
          </Text>
        </div>
      )}
      <TileGrid
        {...{ tiles, columns, label, verdicts }}
        caption={name}
        patches={hasPatches ? patches : null}
        side={SIDE}
      />
    </>
  );
}
