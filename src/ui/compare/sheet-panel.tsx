/** What one run shows at the step of the scrubber. While its sheet is on its way, the one before stays. */
import { Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { formatCount } from '../format.ts';
import { drawScatter, scatterInk } from '../run/draw-scatter.ts';
import { fitPixels, type Size } from '../run/fit-pixels.ts';
import classes from './compare.module.css';
import { compareTexts } from './compare-texts.ts';
import type { Picture } from './sheet-cache.ts';
import { Swatch } from './swatch.tsx';

interface SheetPanelProps {
  readonly run: ComparedRun;
  readonly index: number;
  /** Null where the run has kept nothing so early. */
  readonly step: number | null;
  readonly hasView: boolean;
  /** Null while it is on its way. */
  readonly picture: Picture | null;
}

/** Scatter plots are drawn with twice as many pixels. */
const SCATTER_SIDE = 360;

export const SheetPanel = memo(function SheetPanel(props: SheetPanelProps) {
  const { run, index, step, hasView, picture } = props;
  const texts = compareTexts.use().samples;
  const note = !hasView
    ? texts.other
    : step === null
      ? texts.early
      : picture?.type === 'unreadable'
        ? texts.unreadable
        : null;
  return (
    <figure className={classes.sheet} data-run={run.name}>
      <figcaption>
        <Swatch index={index} />
        <span className={classes.runName} title={run.name}>
          {run.name}
        </span>
        {step !== null && <span className={classes.sheetAt}>{texts.at(formatCount(step))}</span>}
      </figcaption>
      {note === null && step !== null ? (
        <Stage picture={picture} label={texts.sheet(run.name, formatCount(step))} step={step} />
      ) : (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </figure>
  );
});

interface StageProps {
  readonly picture: Picture | null;
  readonly label: string;
  readonly step: number;
}

function Stage({ picture, label, step }: StageProps) {
  const { ref, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDark = useComputedColorScheme('light') === 'dark';
  const [natural, setNatural] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !picture || picture.type === 'unreadable') return;
    const isSheet = picture.type === 'sheet';
    const size = isSheet
      ? { width: picture.bitmap.width, height: picture.bitmap.height }
      : { width: 2 * SCATTER_SIDE, height: 2 * SCATTER_SIDE };
    if (context.canvas.width !== size.width || context.canvas.height !== size.height)
      Object.assign(context.canvas, size);
    if (isSheet) {
      context.clearRect(0, 0, size.width, size.height);
      context.drawImage(picture.bitmap, 0, 0);
    } else {
      context.setTransform(2, 0, 0, 2, 0, 0);
      drawScatter(context, SCATTER_SIDE, picture, null, scatterInk(isDark));
    }
    context.canvas.dataset.drawn = String(step);
    setNatural((before) =>
      before.width === size.width && before.height === size.height ? before : size,
    );
  }, [picture, isDark, step]);
  const fit = fitPixels(natural, { width, height }, globalThis.devicePixelRatio || 1);
  return (
    <div ref={ref} className={classes.stage}>
      <canvas
        ref={canvas}
        className={classes.picture}
        role="img"
        aria-label={label}
        data-smooth={fit.isSmooth || undefined}
        style={{ width: fit.width, height: fit.height }}
      />
    </div>
  );
}
