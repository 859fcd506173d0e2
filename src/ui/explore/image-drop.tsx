/** Where the person's image comes in: dropped, pasted, chosen or from the camera. */
import { Button, FileButton, Text } from '@mantine/core';
import { type DragEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { imageAmong, readCamera, readImage } from '../../store/explore-image.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { sentence } from '../texts/problem-texts.ts';
import { Camera } from './camera.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';

const TYPES = 'image/png,image/jpeg,image/webp';

/** @param children what is made of it; an image dropped on that counts, too */
export function ImageDrop({ children }: { readonly children: ReactNode }) {
  const texts = exploreTexts.use().image;
  const setImage = useExploreStore((state) => state.setImage);
  const [fault, setFault] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const newest = useRef(0);
  const reset = useRef<() => void>(null);
  const read = useCallback(
    async (reading: Promise<ImageBitmap>) => {
      newest.current += 1;
      const own = newest.current;
      try {
        const image = await reading;
        if (own !== newest.current) return image.close();
        setImage(image);
        setFault(null);
      } catch (error) {
        if (own === newest.current) setFault((error as Error).message);
      }
    },
    [setImage],
  );
  const take = useCallback(
    (file: File | null) => (file ? void read(readImage(file)) : setFault(texts.noImage)),
    [read, texts],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      // A field takes text, and text with a picture of itself is text.
      const isText = event.clipboardData?.types.includes('text/plain') ?? true;
      const image = isText ? null : imageAmong(event.clipboardData);
      if (!image) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      take(image);
    };
    window.addEventListener('paste', paste, true);
    return () => window.removeEventListener('paste', paste, true);
  }, [take]);
  // Elsewhere on the page a dropped image is data to train on.
  const over = (event: DragEvent, isIn: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(isIn);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by key.
    <div
      className={classes.dropped}
      data-testid="explore-drop"
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false);
        take(imageAmong(event.dataTransfer));
      }}
    >
      <div className={classes.drop} data-over={isOver || undefined}>
        <Text size="sm" className={classes.invitation}>
          {texts.drop}
        </Text>
        <FileButton
          accept={TYPES}
          resetRef={reset}
          onChange={(file) => {
            if (file) take(file);
            // The same file, mended, may be chosen again.
            reset.current?.();
          }}
        >
          {(props) => (
            <Button size="compact-sm" variant="default" {...props}>
              {texts.choose}
            </Button>
          )}
        </FileButton>
        <Camera onTake={(video) => void read(readCamera(video))} onFault={setFault} />
        {fault !== null && (
          <Text size="sm" className={classes.fault} role="alert">
            {sentence(fault)}
          </Text>
        )}
      </div>
      {children}
    </div>
  );
}
