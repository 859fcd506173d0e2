/** What `npm run bench` and `npm run bench:node` have in common: all comparisons of one place, and their section. */
import { CASES, casesOf } from './cases.mjs';
import { contest, gpuKind } from './contest.mjs';
import { writeSection } from './report.mjs';
import { machine, peakLine, trainingTables } from './training-report.mjs';

const PRESETS = ['dcgan', 'wgan-gp', 'cyclegan', 'stylegan'];

/** Of the command line: names of presets, `--wasm`, `--webgpu`, `--rounds N`, `--gpu`. */
export function readArguments(args) {
  const at = args.indexOf('--rounds');
  const rounds = at >= 0 ? Number(args[at + 1]) : undefined;
  const presets = args.filter((arg) => PRESETS.includes(arg));
  const only = ['wasm', 'webgpu'].filter((name) => args.includes(`--${name}`));
  return {
    presets: presets.length > 0 ? presets : PRESETS,
    backends: only.length > 0 ? only : ['wasm', 'webgpu'],
    rounds,
    isGpu: args.includes('--gpu'),
    isWhole: presets.length === 0 && only.length === 0,
  };
}

export async function compareTraining(place, { section, title, about, version }, asked) {
  const open = [];
  const kinds = asked.backends.includes('wasm') ? ['wasm'] : [];
  if (asked.backends.includes('webgpu')) {
    const { kind, why } = await gpuKind(place, CASES.software.sizes.dcgan);
    if (kind) kinds.push(kind);
    else open.push(`WebGPU did not start: ${why}. Its rows are open.`);
    if (kind !== 'hardware')
      open.push(
        'Open: WebGPU on a GPU, and PyTorch with CUDA on the same one (`dcgan` 64², `stylegan` 64², `cyclegan` 256²). No GPU could be had.',
      );
  }
  const results = [];
  for (const kind of kinds)
    for (const one of casesOf(kind, asked.presets)) {
      const rounds = asked.rounds ?? one.rounds;
      results.push(await contest(place, { ...one, rounds }));
    }
  const firsts = kinds.map((kind) => results.find((one) => one.kind === kind));
  const peaks = firsts.map((one) => `- ${peakLine(one)}`).join('\n');
  const tables = trainingTables(results, open);
  const text = `## ${title}\n\n${about}\n\n${tables}\n\nPeaks in this run, a product of large matrices and a large copy (read and written):\n\n${peaks}\n\n${machine(...version)}\n`;
  process.stdout.write(`${text}\n`);
  // A part is for looking at: the section holds all.
  if (asked.isWhole) writeSection(section, text);
}

export const CONTESTANTS = `One training iteration of each preset, both sides. Rounds alternate between the contestants in one run; figures are medians
(lowest–highest), ratios are taken round by round, and under 1 Ganvas is faster.

- *Ganvas*: the preset, compiled and trained as on the page, data included.
- *plain loop*: the same networks, batch and optimizers as a user of tf.js writes them (\`tests/bench/plain/\`): stock layers,
  \`tf.train.adam\`, one \`minimize\` for each optimizer step. On WebAssembly it gets a filter gradient, without which no convolution trains there.
- *PyTorch*: the program that Ganvas exports of the preset, on data in memory, eager, float32; on the processor with one thread.

Before anything is timed the run checks that all train as many weights in each network, that the plain loop multiplies and adds as often as
Ganvas does when it shares no work (up to a quarter more: fused convolutions of tf.layers compute gradients that nobody asked for), that
no loss leaves the finite, and that the plain loop's first loss falls. *Multiply-adds* are those of the kernels that ran, counted by their shapes (of PyTorch: what the step
needs without shared work); *MB moved* is what kernels read and wrote, on WebGPU what was bound to dispatches. Shares are of the best product and copy
that any contestant reached on that device in the same run.`;
