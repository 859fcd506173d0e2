/** Both sides of a changed field, as a card has room for them: what is written, and what it came to. */
import type { FieldChange, FieldSide } from '../graph/diff/diff-types.ts';
import { show } from '../graph/resolve-params.ts';

/** `64 → 128`; `ngf * 2 = 128 → 256` where only its value is another. */
export function changeWords({ before, after, isIndirect }: FieldChange): string {
  if (isIndirect) return `${plain(before.written)} = ${evaluated(before)} → ${evaluated(after)}`;
  return `${side(before)} → ${side(after)}`;
}

/** About as many letters as a card has room for on a line. */
export const LETTERS = 32;

/** On one line of a card: where that is too long, expressions give way to what they come to. */
export function changeLine(change: FieldChange): string {
  const whole = changeWords(change);
  if (whole.length <= LETTERS) return whole;
  const { before, after, isIndirect } = change;
  const [was, is] = [evaluated(before), evaluated(after)];
  const end = ` = ${was} → ${is}`;
  const room = LETTERS - end.length;
  if (isIndirect && room >= LEAST_EXPRESSION) return clipped(plain(before.written), room) + end;
  const [first, second] = sharedOut(was.length, is.length, LETTERS - ' → '.length);
  return `${clipped(was, first)} → ${clipped(is, second)}`;
}

/** A shorter one says nothing. */
const LEAST_EXPRESSION = 8;

/** The longer of two gives way. */
function sharedOut(one: number, other: number, room: number): readonly [number, number] {
  const half = Math.floor(room / 2);
  if (one <= half) return [one, room - one];
  return other <= half ? [room - other, other] : [half, room - half];
}

export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…` : text;

const evaluated = ({ written, value }: FieldSide): string =>
  plain(value === undefined ? written : value);

const side = ({ written, value }: FieldSide): string =>
  value === undefined ? plain(written) : `${plain(written)} = ${plain(value)}`;

/** An expression without its quotation marks. */
const plain = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : show(value);
