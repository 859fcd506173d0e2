/** Problems, their fixes and other sentences that are made far from the page, in the language on show. */
import type { Problem } from '../../graph/problem.ts';
import { textsNow } from './texts.ts';

export function problemText({ code, message }: Pick<Problem, 'code' | 'message'>): string {
  const { say, problemCodes } = textsNow();
  return say(message) ?? (Object.hasOwn(problemCodes, code) ? problemCodes[code] : null) ?? message;
}

/** A reason, a note, the label of a fix. What nobody has said anew stays whole, as it was made. */
export function sentence(english: string): string {
  return textsNow().say(english) ?? english;
}
