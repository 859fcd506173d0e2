/** For commands that need a program: opens the document, shows warnings, and ends with the problems where there is none. */
import type { Document } from '../../graph-schemas/document.ts';
import type { Summary } from '../compiler/compile-types.ts';
import type { Program } from '../compiler/program.ts';
import type { Problem } from '../graph/problem.ts';
import type { Arguments } from './arguments.ts';
import { InputError } from './errors.ts';
import { type Opened, openDocument } from './open-document.ts';
import { countProblems, printProblems } from './print-problems.ts';
import type { Terminal } from './terminal.ts';

export interface Runnable {
  readonly document: Document;
  readonly program: Program;
  readonly summary: Summary;
}

export async function requireProgram(args: Arguments, terminal: Terminal): Promise<Runnable> {
  return runnable(await openDocument(args), terminal);
}

export function runnable(
  opened: Opened | { readonly document: null; readonly problems: readonly Problem[] },
  terminal: Terminal,
): Runnable {
  const { document, problems } = opened;
  const { program, summary } = document ? opened.compilation : { program: null, summary: null };
  if (!document || !program || !summary)
    throw new InputError(`The document cannot run: ${countProblems(problems)}.`, problems);
  terminal.err(printProblems(problems, terminal));
  return { document, program, summary };
}
