/** A number of copies as it was typed: a whole number, or an expression for one; null for anything else. */
import { parseExpression } from '../../graph/expression.ts';

const MOST_COPIES = 1000;

export function readRepeat(text: string): number | string | null {
  const written = text.trim();
  const number = Number(written);
  if (written !== '' && Number.isFinite(number)) {
    return Number.isInteger(number) && number >= 0 && number <= MOST_COPIES ? number : null;
  }
  return parseExpression(written).ok ? written : null;
}
