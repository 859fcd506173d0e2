/** The tables of a comparison: times, what a step consists of, and how near it comes to what the device can do. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { describe } from './cases.mjs';
import { median, ratio, spread } from './spread.mjs';

const KINDS = {
  wasm: 'WebAssembly, one thread',
  software: 'WebGPU on a processor',
  hardware: 'WebGPU on a GPU',
};

const NAMES = { compiled: 'Ganvas', plain: 'plain loop', torch: 'PyTorch', cuda: 'PyTorch, CUDA' };

/** Waiting for a core that others have does not count where the system tells a process' own time. */
function timesOf(result, who) {
  const isAlone = result.kind === 'wasm' && result.rows.compiled[0].cpuPerStep !== undefined;
  return result.rows[who].map(({ msPerStep, cpuPerStep }) => (isAlone ? cpuPerStep : msPerStep));
}

export function trainingTables(results, open) {
  const kinds = Object.keys(KINDS).filter((kind) => results.some((one) => one.kind === kind));
  const parts = kinds.map((kind) =>
    ofKind(
      kind,
      results.filter((one) => one.kind === kind),
    ),
  );
  return [...parts, ...open].join('\n\n');
}

function ofKind(kind, results) {
  const [first] = results;
  const whos = Object.keys(first.rows);
  const measure =
    first.kind === 'wasm' && first.rows.compiled[0].cpuPerStep !== undefined
      ? 'milliseconds of the processor a step'
      : 'milliseconds a step';
  const against = whos.filter((who) => who !== 'compiled');
  const header = ['preset', 'size', ...whos.map((who) => NAMES[who])];
  const times = table(
    [...header, ...against.map((who) => `Ganvas / ${NAMES[who]}`), 'rounds × steps'],
    results.map((one) => [
      `\`${one.preset}\``,
      describe(one.preset, one.sizes),
      ...whos.map((who) => spread(timesOf(one, who))),
      ...against.map((who) => ratio(timesOf(one, 'compiled'), timesOf(one, who))),
      `${one.rows.compiled.length} × ${whos.map((who) => one.steps[who]).join(', ')}`,
    ]),
  );
  const torch = Object.values(first.torch)
    .map(({ version, device, blas }) => `PyTorch ${version} on ${device}, ${blas}`)
    .join('; ');
  return `### ${KINDS[kind]}\n\n${first.device}. ${torch}. Times are ${measure}.\n\n${times}\n\n${ofSteps(results)}`;
}

/** Of a step: counted, and in shares of the device's peak. */
function ofSteps(results) {
  const isGpu = results[0].backend === 'webgpu';
  const columns = ['preset', 'contestant', 'weights', 'multiply-adds, millions', 'kernels'];
  const gpuColumns = isGpu ? ['dispatches', 'JavaScript, ms'] : [];
  const rows = results.flatMap((one) => {
    const whos = Object.keys(one.rows).filter((who) => who !== 'cuda' || one.peaks.cuda);
    return whos.map((who) => stepRow(one, who, isGpu));
  });
  return table(
    [...columns, ...gpuColumns, 'MB moved', 'G/s', 'of peak product', 'GB/s', 'of peak copy'],
    rows,
  );
}

function stepRow(one, who, isGpu) {
  const runs = one.rows[who];
  const seconds = median(timesOf(one, who)) / 1000;
  const own = { compiled: one.ours, plain: one.plain }[who];
  const weights = Object.values(one.ours.parameters).reduce((sum, count) => sum + count, 0);
  // Not counted in PyTorch: it does what a step needs without shared work.
  const multiplyAdds = (own?.counts ?? one.ours.unshared).multiplyAdds;
  const bytes = own && (isGpu ? median(runs.map((run) => run.boundPerStep)) : own.counts.bytes);
  const peak = devicePeak(one, who);
  const share = (value, most) => `${((100 * value) / most).toFixed(value / most < 0.1 ? 1 : 0)} %`;
  const dispatches = isGpu
    ? [
        own ? median(runs.map((run) => run.dispatchesPerStep)).toFixed(0) : '–',
        own ? median(runs.map((run) => run.askedPerStep)).toFixed(2) : '–',
      ]
    : [];
  return [
    `\`${one.preset}\``,
    NAMES[who],
    weights.toLocaleString('en'),
    (multiplyAdds / 1e6).toFixed(1),
    own ? String(own.counts.kernels) : '–',
    ...dispatches,
    bytes === undefined ? '–' : (bytes / 1e6).toFixed(1),
    (multiplyAdds / seconds / 1e9).toFixed(2),
    share(multiplyAdds / seconds, peak.multiplyAddsPerSecond),
    bytes === undefined ? '–' : (bytes / seconds / 1e9).toFixed(2),
    bytes === undefined ? '–' : share(bytes / seconds, peak.bytesPerSecond),
  ];
}

/**
 * The best that any contestant saw on the device. A processor that plays a GPU has more than one thread, and PyTorch there
 * has one, so that each keeps to its own.
 */
function devicePeak({ kind, peaks }, who) {
  if (kind === 'software') return who === 'torch' ? peaks.torch : peaks.place;
  const all =
    kind === 'wasm'
      ? [peaks.place, peaks.torch]
      : who === 'torch'
        ? [peaks.torch]
        : [peaks.place, peaks.cuda];
  const known = all.filter(Boolean);
  const most = (key) => Math.max(...known.map((peak) => peak[key]));
  return {
    multiplyAddsPerSecond: most('multiplyAddsPerSecond'),
    bytesPerSecond: most('bytesPerSecond'),
  };
}

export function peakLine({ kind, peaks }) {
  const text = Object.entries(peaks).map(([who, peak]) => {
    const name = who === 'place' ? 'tf.js' : NAMES[who];
    return `${name} ${(peak.multiplyAddsPerSecond / 1e9).toFixed(1)} G multiply-adds/s, ${(peak.bytesPerSecond / 1e9).toFixed(1)} GB/s`;
  });
  return `${KINDS[kind]}: ${text.join('; ')}`;
}

export function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function machine(...also) {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/@tensorflow/tfjs-core/package.json'), 'utf8'),
  );
  const parts = [
    ...also,
    `tf.js ${version}`,
    `Node ${process.version}`,
    `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    new Date().toISOString().slice(0, 10),
  ];
  return `${parts.join(', ')}. Seed 1; random numbers differ between contestants, sizes and work do not.`;
}
