/** `ganvas validate`: every problem of a document. */
import { openDocument } from '../open-document.ts';
import { countProblems, plainProblems, printProblems } from '../print-problems.ts';
import type { Command } from './command.ts';

export const validate: Command = {
  usage: 'ganvas validate FILE',
  summary: 'say everything that is wrong with a document',
  description:
    'Reads and compiles a document and lists its problems. With --json: {ok, problems: [{code, severity, where, message}]}.',
  options: ['profile', 'set', 'json', 'help'],
  examples: ['ganvas validate presets/dcgan.json', 'ganvas validate mine.json --set ngf=16 --json'],
  async run(args, terminal) {
    const { document, problems } = await openDocument(args);
    const isOk = problems.every(({ severity }) => severity !== 'error');
    if (args.flags.has('json')) {
      const result = { ok: isOk, problems: plainProblems(problems) };
      terminal.out(`${JSON.stringify(result, null, 2)}\n`);
    } else {
      terminal.out(printProblems(problems, terminal));
      terminal.out(`${document?.name || args.positionals[0]}: ${countProblems(problems)}.\n`);
    }
    return isOk ? 0 : 1;
  },
};
