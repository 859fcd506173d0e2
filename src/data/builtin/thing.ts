/** A thing for pairs of line drawing and picture, about one unit large around the origin. */
import { type Color, hex } from './draw/color.ts';
import type { Outline } from './draw/outline.ts';

export interface Thing {
  /** Colors of the ground at the top and at the bottom. */
  readonly sky: readonly [Color, Color];
  readonly turn: number;
  /** From back to front. */
  readonly parts: readonly ThingPart[];
}

export interface ThingPart {
  readonly outline: Outline;
  readonly color: Color;
}

export const part = (outline: Outline, color: string): ThingPart => ({
  outline,
  color: hex(color),
});
