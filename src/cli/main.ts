/** The command `ganvas`: finds what is asked, runs it, and turns every ending into an exit status. */
import { DataError } from '../data/dataset.ts';
import { optionHelp, parseArguments } from './arguments.ts';
import type { Command } from './commands/command.ts';
import { compare } from './commands/compare.ts';
import { diff } from './commands/diff.ts';
import { exportCommand } from './commands/export.ts';
import { plan } from './commands/plan.ts';
import { summary } from './commands/summary.ts';
import { train } from './commands/train.ts';
import { validate } from './commands/validate.ts';
import { InputError, UsageError } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { plainProblems, printProblems } from './print-problems.ts';
import { paints, processTerminal, type Terminal } from './terminal.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  validate,
  summary,
  plan,
  train,
  export: exportCommand,
  diff,
  compare,
};

/** Exit status: 0 good, 1 something is wrong with the input, 2 wrong usage. */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const [name = 'help', ...rest] = argv;
  try {
    if (['help', '--help', '-h'].includes(name)) {
      const about = rest[0] === undefined ? undefined : find(rest[0]);
      terminal.out(about ? commandHelp(about, terminal) : overview(terminal));
      return argv.length === 0 ? 2 : 0;
    }
    const command = find(name);
    const args = parseArguments(rest, command.options);
    if (args.flags.has('help')) {
      terminal.out(commandHelp(command, terminal));
      return 0;
    }
    return await command.run(args, terminal);
  } catch (error) {
    return ending(error, rest.includes('--json'), terminal);
  }
}

function find(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command;
  const names = Object.keys(COMMANDS);
  throw new UsageError(
    `There is no command "${name}".${didYouMean(name, names)} Commands are ${names.join(', ')}; "ganvas help" says more.`,
  );
}

function ending(error: unknown, isJson: boolean, terminal: Terminal): number {
  const { red } = paints(terminal);
  const isUsage = error instanceof UsageError;
  if (!isUsage && !(error instanceof InputError) && !(error instanceof DataError)) {
    terminal.err(`${red('✗')} ${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
  const problems = error instanceof InputError ? error.problems : [];
  if (isJson && !isUsage) {
    const result = { ok: false, message: error.message, problems: plainProblems(problems) };
    terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  } else terminal.err(printProblems(problems, terminal));
  terminal.err(`${red('✗')} ${error.message}\n`);
  return isUsage ? 2 : 1;
}

function overview(terminal: Terminal): string {
  const { bold, dim } = paints(terminal);
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
  const list = Object.entries(COMMANDS).map(
    ([name, command]) => `  ${bold(name.padEnd(width))}  ${command.summary}\n`,
  );
  return [
    `${bold('ganvas')}: adversarial networks from one JSON document, without a browser.\n\n`,
    'Usage: ganvas COMMAND FILE [options]\n',
    dim('FILE is a document, or the name of a preset such as ring, gan-mlp, dcgan.\n\n'),
    ...list,
    '\n"ganvas help COMMAND" says more. Exit status: 0 good, 1 problems in the input, 2 wrong usage.\n',
    dim(
      'For --json, call it as "npx ganvas" or "npm run --silent ganvas --": npm prints lines of its own.\n',
    ),
  ].join('');
}

function commandHelp(command: Command, terminal: Terminal): string {
  const { bold } = paints(terminal);
  const examples = command.examples.map((example) => `  ${example}\n`).join('');
  return [
    `${bold(command.usage)}\n\n${command.description}\n\n`,
    `${optionHelp(command.options)}\n${bold('For example')}\n${examples}`,
  ].join('');
}
