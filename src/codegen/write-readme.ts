/** `README.md` and `requirements.txt` of an export. */
import type { Program } from '../compiler/program.ts';
import { countWeights } from '../compiler/weights.ts';
import { torchShape } from './torch-code.ts';
import type { Model } from './write-model.ts';

export interface About {
  readonly description: string;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  /** Iterations behind the weights that came along, or null where none did. */
  readonly weightsStep: number | null;
}

export function writeReadme(program: Program, model: Model, about: About): string {
  const title = program.name || 'Adversarial networks';
  const needsFiles = program.sources.some(({ feed }) => feed?.transform.type === 'image');
  const data = needsFiles ? ' --data path/to/images' : '';
  const weights = about.weightsStep === null ? '' : ' --weights weights.safetensors';
  const rows = model.networks.map(({ network, className }) => {
    const { trainable } = countWeights(network.layers);
    const shape = (list: readonly { readonly shape: readonly number[] }[]) =>
      list.map((port) => torchShape(port.shape)).join(', ');
    const taken = network.inputs.map(({ type }) => ({
      shape: type.type === 'tensor' ? type.shape : [],
    }));
    return `| \`${className}\` | ${network.name} | ${shape(taken)} | ${shape(network.outputs)} | ${trainable.toLocaleString('en-US')} |`;
  });
  const phases = program.iteration.flatMap((group) => group.phases);
  const steps = phases.map(({ title: name, trains, losses }) => {
    const sum = losses.map(({ value }) => `\`${value.split('.')[0]}\``).join(' + ');
    return `${phases.length > 1 ? '1. ' : ''}${name}: changes ${trains.join(', ')} to minimize ${sum}.`;
  });
  return `${[
    `# ${title}`,
    about.description,
    references(about),
    '## Run it',
    code(`pip install -r requirements.txt\npython train.py${data}${weights}`),
    needsFiles ? dataText(program) : 'The points are generated, so no data is needed.',
    'Losses go to `run/losses.csv` (and to TensorBoard where it is installed: `tensorboard --logdir run`), sheets to `run/samples/`, the state of everything to `run/checkpoint.pt`. `python train.py --resume run …` goes on from there exactly. `run/weights.safetensors`, written beside it, brings the run back into Ganvas: drop it on the page, or `ganvas train FILE --weights weights.safetensors`. `python train.py --help` lists all options, among them `--precision bf16` and `--accumulate`.',
    about.weightsStep === null
      ? 'No weights came along: training begins anew. First values have the distributions of the document.'
      : `\`weights.safetensors\` holds the weights after ${about.weightsStep} iterations, with moving averages and the optimizers' state. \`--weights\` goes on from them.`,
    program.precision === 'mixed' ? MIXED : '',
    '## Several GPUs or machines',
    code(`torchrun --nproc_per_node 4 train.py${data}${weights}`),
    DISTRIBUTED,
    '## What it is',
    [
      '| class | network | takes | gives | parameters |',
      '| --- | --- | --- | --- | ---: |',
      ...rows,
    ].join('\n'),
    `One iteration, with batches of ${program.batchSize}:`,
    steps.join('\n'),
    '- `model.py`: the networks. Submodules are named after the nodes of the document.\n- `train.py`: what is drawn, computed and optimized, in the order of the plan.\n- `data.py`: images from folders, IDX files and zips.\n- `support.py`: optimizer steps, processes, checkpoints, logs, sheets.',
    'Measures of quality are not part of the export. Written by Ganvas; nothing here depends on it.',
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

const code = (text: string): string => `\`\`\`sh\n${text}\n\`\`\``;

/** What `--data` may be, for what the dataset nodes take of it. */
function dataText({ sources }: Program): string {
  const taken = new Set(sources.flatMap(({ feed }) => (feed ? [feed.select] : [])));
  const what =
    taken.has('a') || taken.has('b')
      ? 'images of two domains in folders `trainA` and `trainB`, or pairs that lie side by side in one image'
      : taken.has('pairs')
        ? 'pairs that lie side by side in one image'
        : 'images in one folder per class, loose images, or IDX files (`train-images-idx3-ubyte.gz` and its labels)';
  return `\`--data\` names a folder or a zip: ${what}. What lies in folders named \`test\` or \`val\` is held back.`;
}

const MIXED =
  'The document asks for mixed precision. `--precision fp16` is that in PyTorch, on CUDA alone: `torch.autocast` in float16, with a `GradScaler` for all optimizers where Ganvas has one for each. Without it this program trains in float32.';

const DISTRIBUTED =
  'Every process reads its own share of each epoch and draws its own noise; all begin with the weights of the first. `--batch-size` is that of one process. Batch normalization becomes `SyncBatchNorm` on GPUs. Gradients are averaged as `DistributedDataParallel` averages them, in one exchange for each update, but without its wrapper: that does not work with `torch.autograd.grad`, by which gradients are taken here, since a step changes the weights of some networks only and a penalty needs gradients of gradients. With `--accumulate N` there is still one exchange for each update, after the last of its N batches.';

function references({ references: list }: About): string {
  return list.map(({ title, url }) => `- [${title}](${url})`).join('\n');
}

export const REQUIREMENTS = 'torch>=1.13\nnumpy>=1.22\npillow>=9.1\n';
