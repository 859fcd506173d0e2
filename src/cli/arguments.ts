/** The options of all commands, declared once: parsing, checking and help read this. */
import { parseArgs } from 'node:util';
import { UsageError } from './errors.ts';
import { didYouMean } from './nearest.ts';

interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for the value in help. */
  readonly value?: string;
  readonly help: string;
}

const OPTIONS = {
  json: { type: 'boolean', help: 'print one JSON value on standard output' },
  help: { type: 'boolean', short: 'h', help: 'say how the command is used' },
  profile: {
    type: 'string',
    value: 'NAME',
    help: 'take the sizes of a profile: paper, laptop, smoke',
  },
  set: {
    type: 'string',
    multiple: true,
    value: 'NAME=NUMBER',
    help: 'give a parameter another value; may be repeated',
  },
  steps: { type: 'string', value: 'N', help: 'how many iterations to run in all' },
  seed: { type: 'string', value: 'S', help: 'seed of weights, noise and batch order' },
  data: {
    type: 'string',
    multiple: true,
    value: '[NODE=]PATH',
    help: 'a folder, zip or files of images, IDX or CIFAR-10; or builtin (default); may be repeated',
  },
  backend: { type: 'string', value: 'NAME', help: 'auto (default), webgpu, wasm or cpu' },
  out: {
    type: 'string',
    value: 'DIR',
    help: 'the folder to write (of a run by default runs/NAME-TIME)',
  },
  resume: {
    type: 'string',
    value: 'DIR',
    help: 'go on with the run in that folder, or in a .ganvas.zip (with --out)',
  },
  to: {
    type: 'string',
    value: 'NAME',
    help: 'what to export to: pytorch, tfjs, safetensors, archive',
  },
  average: {
    type: 'boolean',
    help: 'moving averages of weights in their place, for tfjs',
  },
  weights: {
    type: 'string',
    value: 'FILE',
    help: 'begin with the weights of a safetensors file, ours or that of the PyTorch program',
  },
  models: {
    type: 'string',
    value: 'DIR',
    help: 'a folder of tf.js models for metrics: each in a folder by its name',
  },
  run: { type: 'string', value: 'DIR', help: 'take the weights of the run in that folder' },
  'exit-code': { type: 'boolean', help: 'end with status 1 where there is a difference' },
  csv: { type: 'boolean', help: 'print comma-separated values on standard output' },
  curves: { type: 'boolean', help: 'with --csv: every point of every curve in place of the table' },
  html: { type: 'string', value: 'FILE', help: 'write one HTML page that needs nothing else' },
  force: { type: 'boolean', help: 'write into a folder that is not empty' },
} satisfies Record<string, Option>;

export type OptionName = keyof typeof OPTIONS;

export interface Arguments {
  readonly positionals: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Refuses options that the command does not have, naming the nearest that it has. */
export function parseArguments(args: readonly string[], allowed: readonly OptionName[]): Arguments {
  const options = Object.fromEntries(allowed.map((name) => [name, parserOption(OPTIONS[name])]));
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option: Option | undefined = allowed.some((known) => known === name)
      ? OPTIONS[name as OptionName]
      : undefined;
    if (!option)
      throw new UsageError(`There is no option ${rawName} here.${didYouMean(name, allowed)}`);
    if (option.type === 'boolean') {
      if (value !== undefined)
        throw new UsageError(`${rawName} takes no value, but "${value}" was given.`);
      flags.add(name);
      continue;
    }
    if (value === undefined || value === '')
      throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`);
    const before = values.get(name) ?? [];
    if (before.length > 0 && !option.multiple)
      throw new UsageError(`${rawName} was given twice; give it once.`);
    values.set(name, [...before, value]);
  }
  return { positionals, flags, values };
}

function parserOption({ type, multiple, short }: Option): {
  type: 'string' | 'boolean';
  multiple: boolean;
  short?: string;
} {
  return { type, multiple: multiple ?? false, ...(short === undefined ? {} : { short }) };
}

export const givenValue = (args: Arguments, name: OptionName): string | undefined =>
  args.values.get(name)?.[0];

/** A whole number within bounds, or undefined where the option was not given. */
export function wholeNumber(
  args: Arguments,
  name: OptionName,
  low: number,
  high: number,
): number | undefined {
  const text = givenValue(args, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < low || value > high)
    throw new UsageError(
      `--${name} expects a whole number from ${low} to ${high}, but "${text}" was given.`,
    );
  return value;
}

export function optionHelp(names: readonly OptionName[]): string {
  const rows = names.map((name): [string, string] => {
    const { value, help, short }: Option = OPTIONS[name];
    return [`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, help];
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}
