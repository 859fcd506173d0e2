/**
 * Document → compilation: everything wrong with it, facts for every canvas, and the program where there
 * is no error. Pure and quick; called after every edit.
 */
import type { Document } from '../../graph-schemas/document.ts';
import { analyse } from '../graph/analyse.ts';
import type { Through } from '../graph/through.ts';
import { checkMemory } from './check-memory.ts';
import { checkProgram } from './check-program.ts';
import type { Compilation } from './compile-types.ts';
import { makePlan } from './plan.ts';
import type { Program } from './program.ts';
import { programNetwork } from './program-network.ts';
import { makeStages } from './stages.ts';
import { summarize } from './summary.ts';

export interface CompileOptions {
  /** Parameter values to use instead of the document's. */
  readonly values?: Readonly<Record<string, number>>;
  /** The use by which blocks are looked at: their facts are those of this copy, and not of the first. */
  readonly through?: Through | null;
}

export function compile(document: Document, options: CompileOptions = {}): Compilation {
  const { values, through } = options;
  const { problems, graphs, networks, objective, training } = analyse(document, values, through);
  if (problems.hasErrors || !training) {
    return { problems: problems.sorted(), graphs, program: null, summary: null };
  }
  const whole = {
    name: document.name,
    seed: document.training.seed,
    precision: document.training.precision ?? 'float32',
    ...training,
    networks: [...networks].map(([name, network]) => programNetwork(name, network)),
    ...makePlan(objective),
  };
  const program: Program = { ...whole, stages: makeStages(whole) };
  checkMemory(program, problems);
  for (const { code, where, message } of checkProgram(program)) {
    problems.error(code, where, message);
  }
  if (problems.hasErrors) {
    return { problems: problems.sorted(), graphs, program: null, summary: null };
  }
  return { problems: problems.sorted(), graphs, program, summary: summarize(program) };
}
