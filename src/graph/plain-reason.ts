/** What zod found wrong with a value, in words for people who never heard of zod. */
import type { z } from 'zod';

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object {…}',
  record: 'an object {…}',
};

/** `expected …`, without what was found. */
export function plainReason(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `expected at most ${amount(issue.origin, issue.maximum)}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'expected a text that is not empty'
        : `expected at least ${amount(issue.origin, issue.minimum)}`;
    case 'invalid_value':
      return `expected ${listed(issue.values.map((value) => JSON.stringify(value)))}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'expected an http or https address' : issue.message;
    default:
      return issue.message.replace(/^Invalid (input|option): /, '').replace(/^./, lower);
  }
}

/** `a, b or c` */
export function listed(words: readonly (string | undefined)[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}

function amount(origin: string, limit: number | bigint): string {
  const count = `${limit}`;
  const unit = origin === 'string' ? 'character' : origin === 'array' ? 'entry' : '';
  if (unit === '') return count;
  const plural = unit === 'entry' ? 'entries' : 'characters';
  return `${count} ${count === '1' ? unit : plural}`;
}

const lower = (character: string): string => character.toLowerCase();
