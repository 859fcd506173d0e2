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
/** A shorter part of an expression says nothing. */
const LEAST_EXPRESSION = 8;

/** On two lines of a card, the first behind the field's name: where they are too long, expressions give way to what they come to. */
export function changeLines({ field, before, after, isIndirect }: FieldChange) {
  return {
    old: fitted(before, LETTERS - field.length - 1),
    new: isIndirect ? clipped(evaluated(after), LETTERS - 2) : fitted(after, LETTERS - 2),
  };
}

function fitted(one: FieldSide, room: number): string {
  const whole = side(one);
  if (whole.length <= room) return whole;
  const value = evaluated(one);
  const rest = room - value.length - ' = '.length;
  if (one.value === undefined || rest < LEAST_EXPRESSION) return clipped(value, Math.max(8, room));
  return `${clipped(plain(one.written), rest)} = ${value}`;
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
