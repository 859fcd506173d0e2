/** `step 1200` in letters of 5 × 7 pixels: a picture that is made in a worker or a terminal has no fonts. */

const WIDTH = 5;
const HEIGHT = 7;
/** Rows from the top, the left pixel the highest of five bits. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  s: [0, 0, 15, 16, 14, 1, 30],
  t: [8, 8, 28, 8, 8, 9, 6],
  e: [0, 0, 14, 17, 31, 16, 14],
  p: [0, 0, 30, 17, 30, 16, 16],
};

export const TEXT_HEIGHT = HEIGHT;
/** With the gap before the next one. */
const ADVANCE = WIDTH + 1;

export const textWidth = (text: string): number => Math.max(0, text.length * ADVANCE - 1);

/** Whether the pixel of the text at (x, y) from its top left corner is ink. */
export function isInk(text: string, x: number, y: number): boolean {
  const row = GLYPHS[text[Math.floor(x / ADVANCE)] ?? '']?.[y] ?? 0;
  const column = x % ADVANCE;
  return column < WIDTH && ((row >> (WIDTH - 1 - column)) & 1) === 1;
}
