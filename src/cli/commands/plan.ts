/** `ganvas plan`: what one iteration does, in order. */
import { printProgram } from '../../compiler/print.ts';
import { requireProgram } from '../require-program.ts';
import type { Command } from './command.ts';

export const plan: Command = {
  usage: 'ganvas plan FILE',
  summary: 'print the compiled plan: what one training iteration does',
  description:
    'Prints networks, sources, and the phases of one iteration in order, every value with its shape. With --json: the program itself.',
  options: ['profile', 'set', 'steps', 'seed', 'json', 'help'],
  examples: ['ganvas plan presets/gan-mlp.json', 'ganvas plan dcgan --profile laptop'],
  async run(args, terminal) {
    const { program } = await requireProgram(args, terminal);
    const text = args.flags.has('json') ? JSON.stringify(program, null, 2) : printProgram(program);
    terminal.out(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  },
};
