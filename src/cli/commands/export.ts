/** `ganvas export`: how it is called. Writers of source are fetched only when it runs. */
import type { Command } from './command.ts';

export const exportCommand: Command = {
  usage:
    'ganvas export FILE --to NAME --out DIR   or   ganvas export --run DIR --to NAME --out DIR',
  summary: 'write a document, and the weights of a run, for other programs',
  description: [
    '--to pytorch: a readable PyTorch program that goes on where the run stopped, on one GPU or many.',
    '--to tfjs: a model.json and weights for each network, the layers that they need, an example page.',
    '--to safetensors: weights, moving averages and optimizer state in one file; train --weights takes it back.',
    '--to archive: the whole run in one file, NAME.ganvas.zip, which the page and train --resume take.',
    'Without --run: the first weights of the seed.',
    'A folder that is not empty is left alone, unless --force is given.',
    'With --json: {folder, files: [{path, bytes}], next}.',
  ].join('\n'),
  options: ['to', 'out', 'run', 'average', 'profile', 'set', 'seed', 'force', 'json', 'help'],
  examples: [
    'ganvas export presets/dcgan.json --profile paper --to pytorch --out dcgan-pytorch',
    'ganvas export --run runs/fashion --to pytorch --out fashion-pytorch',
    'ganvas export --run runs/fashion --to tfjs --average --out fashion-tfjs',
    'ganvas export --run runs/fashion --to safetensors --out fashion-weights',
    'ganvas export --run runs/fashion --to archive --out fashion-run',
  ],
  async run(args, terminal) {
    const { execute } = await import('../export/execute.ts');
    return execute(args, terminal);
  },
};
