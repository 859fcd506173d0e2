/** Problems as lines for a person, and as data for a program. */
import type { Problem } from '../graph/problem.ts';
import { paints, type Terminal } from './terminal.ts';

export type PlainProblem = Pick<Problem, 'code' | 'severity' | 'where' | 'message'>;

/** Without the fixes, which only the page can apply. */
export const plainProblems = (problems: readonly Problem[]): readonly PlainProblem[] =>
  problems.map(({ code, severity, where, message }) => ({ code, severity, where, message }));

export function printProblems(problems: readonly Problem[], terminal: Terminal): string {
  const { red, yellow, dim, bold } = paints(terminal);
  return problems
    .map(({ code, severity, where, message }) => {
      const { graph, node, port, field } = where;
      const place = [graph, node, port ?? field].filter((part) => part !== undefined).join(' › ');
      const sign = severity === 'error' ? red('✗ error') : yellow('! warning');
      return `${sign}  ${bold(place || 'the document')}  ${dim(code)}\n  ${message}\n`;
    })
    .join('');
}

export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [
    errors > 0 ? `${errors} error${errors === 1 ? '' : 's'}` : '',
    warnings > 0 ? `${warnings} warning${warnings === 1 ? '' : 's'}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ') || 'no problems';
}
