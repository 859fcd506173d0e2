/** Trains an entry through the terminal command, in a process of its own; goes on where an interrupted one stopped. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { compile } from '../../src/compiler/compile.ts';
import { readDocument } from '../../src/graph/read.ts';
import type { Entry } from './entry.ts';

export interface TrainOptions {
  readonly root: string;
  /** Of the run. */
  readonly folder: string;
  readonly data: string | null;
  readonly steps: number | null;
  readonly backend: string;
  readonly isForced: boolean;
}

export interface Trained {
  readonly command: string;
  readonly isResumed: boolean;
}

export function trainEntry(entry: Entry, options: TrainOptions): Trained {
  const { root, folder, data, backend } = options;
  const args = argumentsOf(entry, options);
  const trained = { command: `npx ganvas train ${args.join(' ')}`, isResumed: false };
  const all = [...args, '--backend', backend, ...(data ? ['--data', data] : [])];
  // What the folder holds is only of use if it was trained by the same arguments.
  const note = `${folder}.arguments.json`;
  const isSame = existsSync(note) && readFileSync(note, 'utf8') === JSON.stringify(all);
  if (options.isForced || !isSame) rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  writeFileSync(note, JSON.stringify(all));
  const isResumed = existsSync(join(folder, 'checkpoint.bin'));
  if (isWhole(folder)) return trained;
  if (!isResumed) rmSync(folder, { recursive: true, force: true });
  const command = isResumed ? ['--resume', folder] : [...all, '--out', folder];
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'src/cli/bin.mjs'), 'train', ...command],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('it did not train; the messages above say why');
  if (!isWhole(folder)) throw new Error('it was stopped; call this again to go on');
  return { ...trained, isResumed };
}

/** A run that was stopped leaves a summary, too. */
function isWhole(folder: string): boolean {
  const file = join(folder, 'summary.json');
  if (!existsSync(file)) return false;
  const { steps } = z.object({ steps: z.number() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  const { document } = readDocument(readFileSync(join(folder, 'graph.json'), 'utf8'));
  const length = document && compile(document).program?.length;
  return length?.type === 'steps' && steps >= length.steps;
}

/** Without data and backend, which differ from place to place. */
function argumentsOf({ preset, profile, set, steps, seed }: Entry, options: TrainOptions) {
  const count = options.steps ?? steps;
  return [
    preset,
    ...['--profile', profile],
    ...Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...(count === null ? [] : ['--steps', String(count)]),
    ...['--seed', String(seed)],
  ];
}
