/** How each of several curves is drawn: colours of the palette, then the same with dashes. */
import { DARK, LIGHT } from '../../compare/curve-colors.ts';

/** Dash patterns for curves beyond the palette, so that none looks like another. */
const DASHES = [undefined, [6, 4], [2, 3]] as const;

export interface CurveStyle {
  readonly color: string;
  readonly dash: readonly number[] | undefined;
}

export function curveStyle(index: number, isDark: boolean): CurveStyle {
  const palette = isDark ? DARK : LIGHT;
  const round = Math.floor(index / palette.length);
  return {
    color: palette[index % palette.length] ?? palette[0],
    dash: DASHES[round % DASHES.length],
  };
}
