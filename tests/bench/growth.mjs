/**
 * `npm run bench:growth [-- --webgpu]`: how a step of `dcgan` grows with the batch and with the multiply-adds of its networks, over two
 * decades, in Node; curves go to `docs/growth-*.svg`, what bends them to `docs/benchmarks.md`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { stepsIn } from './contest.mjs';
import { inNode } from './places.mjs';
import { plot } from './plot.mjs';
import { writeSection } from './report.mjs';
import { median, spread } from './spread.mjs';
import { startTorch, torchDevices } from './torch.mjs';
import { machine, table } from './training-report.mjs';

const ROUNDS = 5;
const SECONDS = 0.3;
const BASE = { imageSize: 32, channels: 1, zDim: 100, ngf: 16, ndf: 16, batchSize: 8 };
const BATCHES = [2, 4, 8, 16, 32, 64, 128, 256];
const WIDTHS = [2, 3, 4, 6, 8, 12, 16, 24, 32, 40];
const NAMES = { compiled: 'Ganvas', plain: 'plain loop', torch: 'PyTorch' };
const COLORS = { compiled: '#1c7ed6', plain: '#e8590c', torch: '#2f9e44' };

ensureInstalled();
const backend = process.argv.includes('--webgpu') ? 'webgpu' : 'wasm';
const place = inNode();
try {
  const byBatch = await curve(BATCHES.map((batchSize) => ({ ...BASE, batchSize })));
  const byWork = await curve(WIDTHS.map((ngf) => ({ ...BASE, ngf, ndf: ngf })));
  write(byBatch, byWork);
} finally {
  await place.stop();
  place.end();
}
process.exit(0);

async function curve(all) {
  const points = [];
  for (const sizes of all) points.push(await point(sizes));
  return points;
}

async function point(sizes) {
  const one = { type: 'start', backend, preset: 'dcgan', sizes };
  await place.ask('compiled', one);
  await place.ask('plain', one);
  const torch = torchDevices().includes('cpu') ? await startTorch(one, 'cpu') : undefined;
  const runs = {
    compiled: (steps) => place.ask('compiled', { type: 'run', steps }),
    plain: (steps) => place.ask('plain', { type: 'run', steps }),
    ...(torch && { torch: torch.run }),
  };
  const [steps, times] = [{}, {}];
  for (const [who, run] of Object.entries(runs)) {
    await run(4);
    steps[who] = stepsIn(SECONDS, (await run(2)).msPerStep);
    times[who] = [];
  }
  for (let round = 0; round < ROUNDS; round++) {
    const order = Object.keys(runs);
    if (round % 2) order.reverse();
    for (const who of order) {
      const { msPerStep, cpuPerStep } = await runs[who](steps[who]);
      times[who].push(backend === 'wasm' ? cpuPerStep : msPerStep);
    }
  }
  const { unshared } = await place.ask('compiled', { type: 'count' });
  torch?.stop();
  await place.stop();
  process.stderr.write(`batch ${sizes.batchSize}, ngf ${sizes.ngf}\n`);
  return { sizes, times, multiplyAdds: unshared.multiplyAdds };
}

function write(byBatch, byWork) {
  const unit = backend === 'wasm' ? 'ms of the processor a step' : 'ms a step';
  const parts = [
    drawn(byBatch, (p) => p.sizes.batchSize, `growth-batch-${backend}`, {
      title: `Step time against batch (dcgan 32², ngf ${BASE.ngf}, ${backend})`,
      x: 'batch',
      y: unit,
    }),
    drawn(byWork, (p) => p.multiplyAdds / 1e6, `growth-work-${backend}`, {
      title: `Step time against multiply-adds (dcgan 32², ngf ${WIDTHS[0]}–${WIDTHS.at(-1)}, batch ${BASE.batchSize}, ${backend})`,
      x: 'million multiply-adds a step',
      y: unit,
    }),
  ];
  const text = `## Growth on ${backend}

Written by \`npm run bench:growth\`${backend === 'webgpu' ? ' with `--webgpu`' : ''}, in Node: ${unit}, median (lowest–highest) of ${ROUNDS} rounds that alternate between contestants. Each curve
is held against *fixed + slope × size*, fitted by relative distance; at the knee both parts weigh the same, and well above it the time is proportional.
Dashed: in proportion, through the largest size.

The fixed part is paid for each kernel, however small: looking it up, making its output, and in the plain loop the tape of every operation; Adam, whose
work is that of the weights, belongs to it in the first curve. Ganvas replays its steps, so nothing is looked up or made, and least of its time is fixed. A knee
lies lower where a product takes longest, not where least is fixed. In the second
curve products grow with the square of the width, norms, activations and what is read of images with the width alone: between the flat part and the straight
one lies a stretch that rises with the root, most of all in the plain loop, which does a norm and its gradient in dozens of kernels.

${parts.join('\n\n')}

${machine()}
`;
  writeSection(`growth-${backend}`, text);
  process.stdout.write(text);
}

function drawn(points, sizeOf, file, labels) {
  const whos = Object.keys(points[0].times);
  const curves = whos.map((who) => ({
    name: NAMES[who],
    color: COLORS[who],
    points: points.map((p) => ({ x: sizeOf(p), values: p.times[who] })),
  }));
  writeFileSync(join(ROOT, 'docs', `${file}.svg`), plot(curves, labels));
  const rows = points.map((p) => [
    Number(sizeOf(p).toPrecision(3)),
    ...whos.map((who) => spread(p.times[who])),
  ]);
  const fits = curves.map(({ name, points: own }) => {
    const known = own.map(({ x, values }) => [x, median(values)]);
    const { fixed, slope } = fit(known);
    const off = Math.max(...known.map(([x, y]) => Math.abs(y / (fixed + slope * x) - 1)));
    const knee = Number((fixed / slope).toPrecision(2));
    return `- ${name}: ${fixed.toFixed(1)} ms + ${slope.toPrecision(3)} ms × size, knee at ${knee}; no point is further from it than ${(100 * off).toFixed(0)} %`;
  });
  return `![${labels.title}](${file}.svg)\n\n${table([labels.x, ...whos.map((who) => NAMES[who])], rows)}\n\n${fits.join('\n')}`;
}

/** Least squares of relative distances, so that small sizes count as much as large ones; the fixed part is never negative. */
function fit(points) {
  let [s, sx, sxx, sy, sxy] = [0, 0, 0, 0, 0];
  for (const [x, y] of points) {
    const w = 1 / (y * y);
    s += w;
    sx += w * x;
    sxx += w * x * x;
    sy += w * y;
    sxy += w * x * y;
  }
  const slope = (s * sxy - sx * sy) / (s * sxx - sx * sx);
  const fixed = (sy - slope * sx) / s;
  return fixed > 0 ? { fixed, slope } : { fixed: 0, slope: sxy / sxx };
}
