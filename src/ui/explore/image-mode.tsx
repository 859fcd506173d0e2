/** The person's own image, dropped, pasted, chosen or from the camera, through the networks that take one. */
import { Button, FileButton, Text } from '@mantine/core';
import { type DragEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import type { Subject } from '../../runtime/explore/subjects.ts';
import { AnswerView } from './answer-view.tsx';
import { Camera } from './camera.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { imageAmong, pixelsOfImage } from './person-pixels.ts';
import { PickTray } from './pick-tray.tsx';
import { TileGrid } from './tile-grid.tsx';
import { usePicking } from './use-picking.ts';
import { usePictures } from './use-pictures.ts';

const SIDE = 128;
const TYPES = 'image/png,image/jpeg,image/webp';

export function ImageMode({ subject }: { readonly subject: Subject }) {
  const texts = exploreTexts.use().image;
  const [pixels, setPixels] = useState<Uint8ClampedArray | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const { encoder } = subject;
  const shape = (encoder?.image ?? subject.image)?.shape;
  const read = useCallback(
    async (image: Blob | HTMLVideoElement | null) => {
      if (!shape) return;
      if (!image) return setFault(texts.noImage);
      try {
        setPixels(await pixelsOfImage(image, shape));
        setFault(null);
      } catch {
        setFault(texts.unreadable);
      }
    },
    [shape, texts],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const image = imageAmong(event.clipboardData);
      if (!image) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void read(image);
    };
    window.addEventListener('paste', paste, true);
    return () => window.removeEventListener('paste', paste, true);
  }, [read]);
  const answered = usePictures(
    useMemo((): Ask | null => {
      if (!pixels) return null;
      return encoder ? { type: 'encode', pixels } : { type: 'translate', pixels };
    }, [pixels, encoder]),
  );
  // Elsewhere on the page a dropped image is data to train on.
  const over = (event: DragEvent, isIn: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(isIn);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by key. */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        data-testid="explore-drop"
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={(event) => {
          over(event, false);
          void read(imageAmong(event.dataTransfer));
        }}
      >
        <Text size="sm">{texts.drop}</Text>
        <FileButton accept={TYPES} onChange={(file) => file && void read(file)}>
          {(props) => (
            <Button size="compact-sm" variant="default" {...props}>
              {texts.choose}
            </Button>
          )}
        </FileButton>
        <Camera onTake={(video) => void read(video)} onFault={setFault} />
        {fault !== null && (
          <Text size="sm" c="red" role="alert">
            {fault}
          </Text>
        )}
      </div>
      <AnswerView answered={answered}>
        {(pictures) => <Made pictures={pictures} isEncoded={encoder !== null} />}
      </AnswerView>
      {encoder && <PickTray />}
    </>
  );
}

function Made({
  pictures,
  isEncoded,
}: {
  readonly pictures: Pictures;
  readonly isEncoded: boolean;
}) {
  const texts = exploreTexts.use().image;
  const picking = usePicking(pictures, 1);
  const { tiles, columns, values } = pictures;
  const label = (index: number) => {
    if (index === 0) return texts.yours;
    return isEncoded ? texts.rebuilt : (values[index] ?? texts.picture(index + 1));
  };
  return (
    <>
      {isEncoded && (
        <Text size="xs" c="dimmed">
          {texts.pickHelp}
        </Text>
      )}
      <TileGrid {...{ tiles, columns, label, ...(isEncoded ? picking : {}) }} side={SIDE} />
      {!isEncoded && (
        <Text size="xs" c="dimmed">
          {[texts.yours, ...values.slice(1)].join(' → ')}
        </Text>
      )}
    </>
  );
}
