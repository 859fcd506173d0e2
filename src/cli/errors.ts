/** How a command ends early: wrong usage (status 2), or something wrong with what it was given (status 1). */
import type { Problem } from '../graph/problem.ts';

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }
}
