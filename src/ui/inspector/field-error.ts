/** What makes the value of a field unusable; a warning is told above the form. Pure. */
import type { Problem } from '../../graph/problem.ts';

export function fieldError(field: string, problems: readonly Problem[]): string | undefined {
  return problems.find(
    ({ severity, where }) =>
      severity === 'error' && (where.field === field || where.field?.startsWith(`${field}.`)),
  )?.message;
}
