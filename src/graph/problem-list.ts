/** Collects problems: each once, at most so many, errors before warnings. */
import type { Place, Problem, ProblemCode, Severity } from './problem.ts';

const MAX_PROBLEMS = 500;

export class ProblemList {
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<string>();

  error(code: ProblemCode, where: Place, message: string, fix?: Problem['fix']): void {
    this.add('error', code, where, message, fix);
  }

  warning(code: ProblemCode, where: Place, message: string, fix?: Problem['fix']): void {
    this.add('warning', code, where, message, fix);
  }

  /** A block that is used many times has each of its problems once. */
  add(severity: Severity, code: ProblemCode, where: Place, message: string, fix?: Problem['fix']) {
    const key = [code, where.graph, where.node, where.field, where.port].join('\n');
    if (this.#seen.has(key) || this.#problems.length >= MAX_PROBLEMS) return;
    this.#seen.add(key);
    this.#problems.push({ code, severity, where, message, ...(fix ? { fix } : {}) });
  }

  get hasErrors(): boolean {
    return this.#problems.some(({ severity }) => severity === 'error');
  }

  /** Errors first, otherwise in the order in which they were found. */
  sorted(): readonly Problem[] {
    const of = (severity: Severity) => this.#problems.filter((p) => p.severity === severity);
    return [...of('error'), ...of('warning')];
  }
}
