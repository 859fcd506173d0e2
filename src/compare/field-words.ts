/** Both sides of a changed field, as a card has room for them: what is written, and what it came to. */
import type { FieldChange, FieldSide } from '../graph/diff/diff-types.ts';
import { show } from '../graph/resolve-params.ts';

/** `64 → 128`; `ngf * 2 = 128 → 256` where only its value is another. */
export function changeWords({ before, after, isIndirect }: FieldChange): string {
  if (isIndirect) return `${plain(before.written)} = ${evaluated(before)} → ${evaluated(after)}`;
  return `${side(before)} → ${side(after)}`;
}

const evaluated = ({ written, value }: FieldSide): string =>
  plain(value === undefined ? written : value);

const side = ({ written, value }: FieldSide): string =>
  value === undefined ? plain(written) : `${plain(written)} = ${plain(value)}`;

/** An expression without its quotation marks. */
const plain = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : show(value);
