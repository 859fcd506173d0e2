/** The sentence for what is wrong with a number or expression, and the text of its bounds. */
import type { NumericFault } from '../../../graph/check-expression.ts';
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { formatNumber } from '../../format.ts';
import type { Texts } from '../../texts/english.ts';

type Words = Texts['inspector'];

export function faultText(fault: NumericFault, bounds: Bounds, t: Words): string {
  const { faults } = t;
  switch (fault.type) {
    case 'not-finite':
      return faults.notFinite;
    case 'not-integer':
      return faults.notInteger(formatNumber(fault.value));
    case 'out-of-bounds':
      return faults.outOfBounds(rangeText(bounds, t) ?? '', formatNumber(fault.value));
    default: {
      const place = fault.at === null ? '' : t.atCharacter(fault.at + 1);
      return syntaxText(fault, place, t);
    }
  }
}

function syntaxText(
  { type, word }: Extract<NumericFault, { readonly word: string }>,
  place: string,
  { faults }: Words,
): string {
  switch (type) {
    case 'unknown-name':
      return faults.unknownName(word, place);
    case 'too-long':
      return faults.tooLong(word);
    case 'expected-value':
      return faults.expectedValue(word, place);
    case 'unclosed':
      return faults.unclosed(place);
    case 'unexpected':
      return word === '' ? faults.unexpectedEnd : faults.unexpected(word, place);
    case 'unknown-function':
      return faults.unknownFunction(word, place);
    case 'bare-function':
      return faults.bareFunction(word);
    case 'arity':
      return faults.arity(word);
    case 'two-expressions':
      return faults.twoExpressions;
    case 'not-allowed':
      return faults.notAllowed;
    default:
      return type satisfies never;
  }
}

/** `1 to 64`, `at least 0`; null where there are no bounds. */
export function rangeText({ min, max }: Bounds, t: Words): string | null {
  if (min !== undefined && max !== undefined) {
    return t.between(formatNumber(min), formatNumber(max));
  }
  if (min !== undefined) return t.atLeast(formatNumber(min));
  return max === undefined ? null : t.atMost(formatNumber(max));
}
