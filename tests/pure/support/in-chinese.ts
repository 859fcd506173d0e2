/** Whether sentences of the graph and of data can be said in Chinese, and whole. */
import { expect } from 'vitest';
import type { Problem } from '../../../src/graph/problem.ts';
import { say } from '../../../src/ui/texts/zh/say.ts';

/** Words that hold English sentences together; names of kinds, fields and nodes hold none of them. */
const ENGLISH =
  /\b(?:an?|the|is|are|was|has|have|of|to|with|which|that|expects?|expected|found|got|there|no|not|this|it|and|but)\b/;
const HAN = /\p{Script=Han}/u;
/** What documents and files call things. */
const QUOTED = /“[^”]*”|"[^"]*"|\{[^}]*\}/g;

export function inChinese(english: string): string {
  const said = say(english);
  expect(said, `no Chinese for: ${english}`).not.toBeNull();
  expect(said).toMatch(HAN);
  expect(said?.replace(QUOTED, ''), `English is left of: ${english}`).not.toMatch(ENGLISH);
  return said ?? '';
}

export function expectChinese(problems: readonly Problem[]): void {
  for (const { message, fix } of problems) {
    // Our own bugs are for whoever mends them.
    if (message.includes('internal:')) continue;
    inChinese(message);
    if (fix) inChinese(fix.label);
  }
}
