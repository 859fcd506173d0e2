/** One sample sheet, as large as fits and crisp, with its rows named at the left and its classes above. */
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { fitPixels, type Size } from './fit-pixels.ts';
import classes from './samples.module.css';
import { namesWidth, type SheetLabels } from './sheet-labels.ts';

interface SheetImageProps {
  readonly url: string;
  readonly description: string;
  readonly labels: SheetLabels;
}

/** Room for one line of classes; the style sheet has the same number. */
const CLASSES_HEIGHT = 18;

export function SheetImage({ url, description, labels }: SheetImageProps) {
  const { ref, width, height } = useElementSize();
  const [natural, setNatural] = useState<Size>({ width: 0, height: 0 });
  const { rows, columns } = labels;
  const [left, top] = [namesWidth(rows), columns.length > 0 ? CLASSES_HEIGHT : 0];
  const room = { width: Math.max(0, width - left), height: Math.max(0, height - top) };
  const size = fitPixels(natural, room, globalThis.devicePixelRatio || 1);
  return (
    <div ref={ref} className={classes.stage}>
      <div className={classes.framed} style={{ paddingLeft: left, paddingTop: top }}>
        {size.width > 0 && rows.length > 0 && (
          <div className={classes.rowNames} style={{ height: size.height, width: left }}>
            {rows.map(({ text, start, end }) => (
              <span key={start} title={text} style={{ height: `${(end - start) * 100}%` }}>
                {text}
              </span>
            ))}
          </div>
        )}
        {size.width > 0 && columns.length > 0 && (
          <div className={classes.classNames} style={{ width: size.width }}>
            {columns.map(({ text, start, end }) => (
              <span key={start} style={{ width: `${(end - start) * 100}%` }}>
                {text}
              </span>
            ))}
          </div>
        )}
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
    </div>
  );
}
