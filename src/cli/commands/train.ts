/** `ganvas train`: how it is called. What it does loads tf.js and so is fetched only when it runs. */
import type { Command } from './command.ts';

export const train: Command = {
  usage: 'ganvas train FILE [--out DIR]   or   ganvas train --resume DIR',
  summary: 'train, and write samples, losses and a checkpoint',
  description: [
    'Writes graph.json, metrics.jsonl, samples/*.png and checkpoint.bin into the run folder.',
    '--data takes a folder or a zip (a folder per class; trainA, trainB; train and test), image files, the IDX files of',
    'MNIST, CIFAR-10 batches, or a tf.js sprite with its labels. NODE=PATH is for one dataset node alone.',
    '--weights begins with the weights of a safetensors file, of "ganvas export" or of the PyTorch program; with the',
    'state of its optimizers in the file, the run goes on at the step of the file.',
    'Ctrl-C saves a checkpoint and ends; --resume goes on from it exactly, and from a .ganvas.zip of the page or of',
    '"ganvas export --to archive", which it unpacks into the run folder first.',
    'With --json: {steps, losses, metrics, msPerStep, backend, peakBytes, allBytes, estimatedBytes, tensorsStart, tensorsEnd, folder}.',
  ].join('\n'),
  options: [
    'profile',
    'set',
    'data',
    'weights',
    'models',
    'steps',
    'seed',
    'backend',
    'out',
    'resume',
    'json',
    'help',
  ],
  examples: [
    'ganvas train presets/ring.json --backend wasm',
    'ganvas train presets/gan-mlp.json --profile laptop --data path/to/fashion-mnist --out runs/fashion',
    'ganvas train dcgan --data photos.zip',
    'ganvas train cyclegan --data summer2winter.zip',
    'ganvas train --resume runs/fashion --steps 20000',
    'ganvas train --resume ring.ganvas.zip --out runs/ring',
    'ganvas train dcgan --weights dcgan-pytorch/weights.safetensors',
  ],
  async run(args, terminal) {
    const { execute } = await import('../train/execute.ts');
    return execute(args, terminal);
  },
};
