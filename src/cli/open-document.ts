/**
 * From the command line to a document: a file or the name of a preset, with a profile, `--set`, `--steps` and `--seed`
 * written into it, so that the document alone says what is run.
 */
import { readFile } from 'node:fs/promises';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../compiler/compile.ts';
import type { Compilation } from '../compiler/compile-types.ts';
import { presets } from '../graph/presets.ts';
import type { Problem } from '../graph/problem.ts';
import { readDocument } from '../graph/read.ts';
import { TRAINING_FIELDS } from '../graph/training.ts';
import { writeDocument } from '../graph/write.ts';
import { type Arguments, givenValue, wholeNumber } from './arguments.ts';
import { InputError, UsageError } from './errors.ts';
import { systemReason } from './file-errors.ts';
import { didYouMean } from './nearest.ts';

export interface Opened {
  readonly document: Document;
  readonly compilation: Compilation;
  /** Of reading and compiling together. */
  readonly problems: readonly Problem[];
}

/** Null document: it could not be read, and `problems` say why. */
export async function openDocument(
  args: Arguments,
): Promise<Opened | { readonly document: null; readonly problems: readonly Problem[] }> {
  const [file, extra] = args.positionals;
  if (file === undefined)
    throw new UsageError(
      `Name a file or a preset (${presets.map(({ id }) => id).join(', ')}), for example: ganvas validate presets/ring.json`,
    );
  if (extra !== undefined)
    throw new UsageError(`One file is expected, but "${file}" and "${extra}" were given.`);
  return openText(await readText(file), args);
}

export function openText(
  text: string,
  args: Arguments,
): Opened | { readonly document: null; readonly problems: readonly Problem[] } {
  const { document: read, problems } = readDocument(text);
  if (!read) return { document: null, problems };
  const document = withArguments(read, args);
  const compilation = compile(document);
  return { document, compilation, problems: [...problems, ...compilation.problems] };
}

export async function readText(file: string): Promise<string> {
  const preset = presets.find(({ id }) => id === file);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (preset) return writeDocument(preset.document);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT')
      throw new UsageError(
        `There is no file "${file}", nor a preset of that name.${didYouMean(
          file,
          presets.map(({ id }) => id),
        )}`,
      );
    if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE')
      throw new InputError(
        `"${file}" is larger than any experiment needs. Choose a Ganvas document (a JSON file).`,
      );
    const reason = systemReason(error) ?? String(error);
    throw new UsageError(
      `Reading "${file}" failed: ${reason}. Name a Ganvas document (a JSON file) or a preset.`,
    );
  }
}

function withArguments(document: Document, args: Arguments): Document {
  const parameters = { ...document.parameters };
  for (const [name, value] of [...profileValues(document, args), ...setValues(document, args)]) {
    const parameter = parameters[name];
    // A profile that names a parameter which is not there is one of the compiler's problems.
    if (parameter) parameters[name] = { ...parameter, value };
  }
  const steps = wholeNumber(args, 'steps', 1, TRAINING_FIELDS.steps.max);
  const seed = wholeNumber(args, 'seed', 0, 2 ** 32 - 1) ?? document.training.seed;
  const { epochs: _, ...untilSteps } = document.training;
  const training = steps === undefined ? document.training : { ...untilSteps, steps };
  return { ...document, parameters, training: { ...training, seed } };
}

function profileValues(document: Document, args: Arguments): readonly [string, number][] {
  const name = givenValue(args, 'profile');
  if (name === undefined) return [];
  const profiles = document.profiles ?? {};
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return Object.entries(profile.values);
  const names = Object.keys(profiles);
  throw new UsageError(
    names.length === 0
      ? `"${document.name}" has no profiles, so not "${name}" either. Leave out --profile.`
      : `"${document.name}" has no profile "${name}", but ${names.join(', ')}.${didYouMean(name, names)}`,
  );
}

function setValues(document: Document, args: Arguments): readonly [string, number][] {
  const names = Object.keys(document.parameters);
  return (args.values.get('set') ?? []).map((assignment): [string, number] => {
    const [, name = '', text = ''] = /^([^=]*)=(.*)$/.exec(assignment) ?? [];
    const value = Number(text);
    if (name === '' || text.trim() === '' || !Number.isFinite(value))
      throw new UsageError(
        `--set expects NAME=NUMBER, such as --set batchSize=32, but "${assignment}" was given.`,
      );
    if (!names.includes(name))
      throw new UsageError(
        `"${document.name}" has no parameter "${name}".${didYouMean(name, names)} It has ${names.join(', ') || 'none'}.`,
      );
    return [name, value];
  });
}
