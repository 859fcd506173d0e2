/** The colour of a run, wherever the run is named; its place among the runs is written in it. */
import { useComputedColorScheme } from '@mantine/core';
import { curveStyle } from '../run/loss-colors.ts';
import classes from './compare.module.css';

export function Swatch({ index }: { readonly index: number }) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const { color } = curveStyle(index, isDark);
  return (
    <span className={classes.swatch} style={{ background: color }} aria-hidden="true">
      {index + 1}
    </span>
  );
}
