/** Questions about a document and its problems that several panels ask. Pure. */
import type { Document } from '../../graph-schemas/document.ts';
import type { GraphId, Problem } from '../graph/problem.ts';

/** The profile whose values all stand in the parameters at the moment, or null: the first of several. */
export function activeProfile({ profiles = {}, parameters }: Document): string | null {
  const match = Object.entries(profiles).find(([, { values }]) =>
    Object.entries(values).every(
      ([name, value]) => Object.hasOwn(parameters, name) && parameters[name]?.value === value,
    ),
  );
  return match?.[0] ?? null;
}

/** Problems of one canvas, or of one node on it. */
export function problemsAt(
  problems: readonly Problem[],
  graph: GraphId,
  node?: string,
): readonly Problem[] {
  return problems.filter(
    ({ where }) => where.graph === graph && (node === undefined || where.node === node),
  );
}

export function countProblems(problems: readonly Problem[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}
