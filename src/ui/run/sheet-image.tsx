/** One sample sheet, as large as fits: crisp where its pixels can be whole ones of the screen, else smooth. */
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { fitPixels, type Size } from './fit-pixels.ts';
import classes from './samples.module.css';

interface SheetImageProps {
  readonly url: string;
  readonly description: string;
}

export function SheetImage({ url, description }: SheetImageProps) {
  const { ref, width, height } = useElementSize();
  const [natural, setNatural] = useState<Size>({ width: 0, height: 0 });
  const size = fitPixels(natural, { width, height }, globalThis.devicePixelRatio || 1);
  return (
    <div ref={ref} className={classes.stage}>
      <img
        src={url}
        alt={description}
        className={classes.sheet}
        draggable={false}
        data-smooth={size.isSmooth || undefined}
        style={{ width: size.width, height: size.height }}
        onLoad={({ currentTarget }) =>
          setNatural((before) =>
            before.width === currentTarget.naturalWidth &&
            before.height === currentTarget.naturalHeight
              ? before
              : { width: currentTarget.naturalWidth, height: currentTarget.naturalHeight },
          )
        }
      />
    </div>
  );
}
