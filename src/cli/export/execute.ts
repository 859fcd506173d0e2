/** `ganvas export`, in full: a document, perhaps with the weights of a run, becomes a folder of files. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExportError } from '../../codegen/export-error.ts';
import {
  CheckpointError,
  type Contents,
  decodeCheckpoint,
  fingerprintOf,
} from '../../runtime/checkpoint.ts';
import { type Arguments, givenValue } from '../arguments.ts';
import { InputError, UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';
import { didYouMean } from '../nearest.ts';
import { openDocument, openText } from '../open-document.ts';
import { runnable } from '../require-program.ts';
import { paints, type Terminal } from '../terminal.ts';
import { readRun } from '../train/run-folder.ts';
import type { ExportFile, ExportSource, ExportTarget } from './target.ts';
import { targets } from './targets.ts';

export async function execute(args: Arguments, terminal: Terminal): Promise<number> {
  const target = targetNamed(givenValue(args, 'to'));
  const folder = givenValue(args, 'out');
  if (folder === undefined)
    throw new UsageError(`Name the folder to write with --out, for example: --out ${target.name}`);
  const path = givenValue(args, 'run');
  const stored = path === undefined ? undefined : await readRun(path);
  const opened =
    stored && args.positionals.length === 0
      ? openText(stored.graph, args)
      : await openDocument(args);
  const { document, program } = runnable(opened, terminal);
  const run = stored ? contentsOf(stored.checkpoint.bytes, path ?? '') : null;
  if (run && run.header.fingerprint !== fingerprintOf(program))
    throw new InputError(
      `The run in "${path}" belongs to other networks, losses or optimizers than this document has. Leave out the document to export the run's own: ganvas export --run ${path} --to ${target.name} --out ${folder}`,
    );
  if (!args.flags.has('force')) await requireEmpty(folder);
  const isAveraged = args.flags.has('average');
  const source: ExportSource = {
    ...{ document, program, run, isAveraged },
    stored: stored && path !== undefined ? { ...stored, path } : null,
  };
  const files = await filesOf(target, source);
  await write(folder, files);
  report(files, target.next(source, folder), folder, args, terminal);
  return 0;
}

function targetNamed(name: string | undefined): ExportTarget {
  const names = targets.map((target) => target.name);
  if (name === undefined)
    throw new UsageError(`Say what to export to: --to ${names.join(' or --to ')}.`);
  const found = targets.find((target) => target.name === name);
  if (found) return found;
  throw new UsageError(
    `--to expects ${names.join(', ')}, but "${name}" was given.${didYouMean(name, names)}`,
  );
}

function contentsOf(bytes: Uint8Array, path: string): Contents {
  try {
    return decodeCheckpoint(bytes);
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new InputError(`Reading the run in "${path}": ${error.message}`);
  }
}

async function filesOf(target: ExportTarget, source: ExportSource): Promise<readonly ExportFile[]> {
  try {
    return await target.files(source);
  } catch (error) {
    if (error instanceof ExportError) throw new InputError(error.message);
    throw error;
  }
}

async function requireEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new UsageError(
      `"${folder}" cannot be written to: ${systemReason(error) ?? String(error)}. Name another folder with --out.`,
    );
  });
  if (found.length > 0)
    throw new UsageError(
      `"${folder}" is not empty. Name another folder with --out, or add --force to write over the files in it.`,
    );
}

async function write(folder: string, files: readonly ExportFile[]): Promise<void> {
  try {
    for (const { path, content } of files) {
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    }
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError(
      `Writing into "${folder}" failed: ${reason}. Name another folder with --out.`,
    );
  }
}

function bytesOf(content: ExportFile['content']): number {
  if (typeof content === 'string') return Buffer.byteLength(content);
  return content instanceof Uint8Array
    ? content.length
    : content.reduce((sum, { length }) => sum + length, 0);
}

function report(
  files: readonly ExportFile[],
  next: string,
  folder: string,
  args: Arguments,
  terminal: Terminal,
): void {
  const sizes = files.map(({ path, content }) => ({
    path,
    bytes: bytesOf(content),
  }));
  if (args.flags.has('json')) {
    terminal.out(`${JSON.stringify({ folder, files: sizes, next }, null, 2)}\n`);
    return;
  }
  const { bold } = paints(terminal);
  terminal.out(
    `${bold('Exported')} into ${folder}: ${sizes.map(({ path }) => path).join(', ')}.\n${next}\n`,
  );
}
