/** The scatter plot of one moment on a canvas that fits its box, redrawn when the moment, the size or the theme changes. */
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type RefObject, useEffect } from 'react';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { drawScatter, type Modes, type ScatterData, scatterInk } from './draw-scatter.ts';
import classes from './samples.module.css';

interface ScatterViewProps {
  readonly frame: ScatterData;
  readonly modes: Modes | null;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
}

export function ScatterView({ frame, modes, canvas }: ScatterViewProps) {
  const texts = useTexts().results.samples;
  const { ref, width, height } = useElementSize();
  const isDark = useComputedColorScheme('light') === 'dark';
  const side = Math.max(0, Math.floor(Math.min(width, height)));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || side < 60) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const pixels = Math.round(side * ratio);
    if (element.width !== pixels) {
      element.width = pixels;
      element.height = pixels;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawScatter(context, side, frame, modes, scatterInk(isDark));
  }, [canvas, side, frame, modes, isDark]);
  const points = frame.generated.length / 2;
  return (
    <div ref={ref} className={classes.stage}>
      <canvas
        ref={canvas}
        className={classes.scatter}
        style={{ width: side, height: side }}
        role="img"
        aria-label={texts.points(formatCount(points), formatCount(frame.real.length / 2))}
      />
    </div>
  );
}
