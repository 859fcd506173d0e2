/** What the overlay's colours mean: a scale with its ends and unit, or the marks of a gradient and a sentence on it. */
import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Reach } from '../../compiler/gradient-reach.ts';
import { useTexts } from '../texts/texts.ts';
import { gradientOf, type Scale } from './colour-scale.ts';
import classes from './overlays.module.css';

interface ScaleLegendProps {
  readonly scale: Scale;
  readonly format: (value: number) => string;
  readonly unit: string;
}

export function ScaleLegend({ scale, format, unit }: ScaleLegendProps) {
  const { overlays: t } = useTexts();
  return (
    <div className={classes.legend}>
      <div className={classes.bar} style={{ background: gradientOf() }} aria-hidden="true" />
      <div className={classes.ends}>
        <span>{format(scale.min)}</span>
        <span>{format(scale.max)}</span>
      </div>
      <p className={classes.unit}>
        {unit}
        {scale.isLog && ` · ${t.log}`}
      </p>
    </div>
  );
}

const MARKS: readonly (Reach | 'none')[] = ['trained', 'passed', 'touched', 'cut', 'used', 'none'];

export function ReachLegend({ children }: { readonly children: ReactNode }) {
  const { overlays: t } = useTexts();
  return (
    <div className={classes.legend}>
      {children}
      <ul className={classes.marks}>
        {MARKS.map((mark) => (
          <li key={mark} title={t.reachMeans[mark]}>
            <span className={classes.swatch} data-reach={mark} aria-hidden="true" />
            {t.reach[mark]}
            <VisuallyHidden>: {t.reachMeans[mark]}</VisuallyHidden>
          </li>
        ))}
      </ul>
    </div>
  );
}
