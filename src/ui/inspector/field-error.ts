/** What makes the value of a field unusable; a warning is told above the form. */
import type { Problem } from '../../graph/problem.ts';
import { problemText } from '../texts/problem-texts.ts';

export function fieldError(field: string, problems: readonly Problem[]): string | undefined {
  const found = problems.find(
    ({ severity, where }) =>
      severity === 'error' && (where.field === field || where.field?.startsWith(`${field}.`)),
  );
  return found && problemText(found);
}
