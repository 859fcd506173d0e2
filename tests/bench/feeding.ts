/** The table behind `npm run bench:feeding`: what batches cost the thread that trains, and how long steps wait for them. */
import { loadData } from '../../src/cli/train/load-data.ts';
import { createThreadFeeder } from '../../src/cli/train/thread-feeder.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/program.ts';
import { createBatcher } from '../../src/data/batcher.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { presets } from '../../src/graph/presets.ts';
import { type BackendChoice, startBackend } from '../../src/runtime/backends/start.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';

const WARM = 6;
const STEPS = 24;
const PAIRS = 5;
const DRAWS = 40;

type Data = Readonly<Record<string, Dataset>>;

/** `PRESET[:PROFILE[:NAME=VALUE …]][@PATH]`, and `--webgpu`. */
export async function main(args: readonly string[]): Promise<void> {
  const choice: BackendChoice = args.includes('--webgpu') ? 'webgpu' : 'wasm';
  const { device } = await startBackend(choice);
  process.stdout.write(`${choice}: ${device}\n`);
  process.stdout.write(
    '| run | KiB a step | ms to make them | ms a step, made between steps | made on a thread | batches made there | steps that waited | ms waited a step |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n',
  );
  for (const arg of args.filter((each) => !each.startsWith('--'))) await measure(arg);
}

async function measure(arg: string): Promise<void> {
  const [what = '', path] = arg.split('@');
  const [id = '', profile = 'laptop', ...values] = what.split(':');
  const document = presets.find((preset) => preset.id === id)?.document;
  if (!document) throw new Error(`There is no preset "${id}".`);
  const set = values.map((pair) => pair.split('=')).map(([key, value]) => [key, Number(value)]);
  const all = { ...document.profiles?.[profile]?.values, ...Object.fromEntries(set) };
  const { program, problems } = compile(document, { values: all });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  const data = await loadData(program, [path ?? 'builtin'], () => {});
  const making = makingMs(program, data);
  const times = { between: [] as number[], apart: [] as number[] };
  let fed = { elsewhere: 0, here: 0, waits: 0, waitedMs: 0 };
  for (let pair = 0; pair < PAIRS; pair++) {
    times.between.push((await timed(program, data, false)).ms);
    const { ms, feeding } = await timed(program, data, true);
    times.apart.push(ms);
    fed = {
      elsewhere: fed.elsewhere + feeding.elsewhere,
      here: fed.here + feeding.here,
      waits: fed.waits + feeding.waits,
      waitedMs: fed.waitedMs + feeding.waitedMs,
    };
  }
  const row = [
    [id, profile, ...values, path ? `(${path.split('/').at(-1)})` : ''].join(' ').trim(),
    (making.bytes / 1024).toFixed(0),
    making.ms.toFixed(2),
    spread(times.between),
    spread(times.apart),
    `${fed.elsewhere} of ${fed.elsewhere + fed.here}`,
    `${fed.waits} of ${PAIRS * (WARM + STEPS)}`,
    (fed.waitedMs / (PAIRS * (WARM + STEPS))).toFixed(2),
  ];
  process.stdout.write(`| ${row.join(' | ')} |\n`);
}

/** Wall time of a step, its losses read at the end. */
async function timed(program: Program, data: Data, isApart: boolean) {
  const feeder = isApart ? await createThreadFeeder() : null;
  const trainer = await createTrainer({ program, data, ...(feeder ? { feeder } : {}) });
  const run = async (steps: number) => {
    for (let i = 0; i < steps; i++) {
      await trainer.trainStep();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await trainer.takeLosses();
  };
  await run(WARM);
  const from = performance.now();
  await run(STEPS);
  const ms = (performance.now() - from) / STEPS;
  const feeding = trainer.feeding ?? { elsewhere: 0, here: 0, waits: 0, waitedMs: 0 };
  trainer.dispose();
  return { ms, feeding };
}

/** Of one batch of every source: least of many processor times, since others share the machine. */
function makingMs(program: Program, data: Data): { ms: number; bytes: number } {
  let [ms, bytes] = [0, 0];
  for (const { node, feed, batchSize } of program.sources) {
    const dataset = data[node];
    if (!feed || !dataset) continue;
    const batcher = createBatcher(dataset, feed, batchSize, 1);
    const times = Array.from({ length: DRAWS }, (_, draw) => {
      const from = performance.now();
      const batch = batcher.at(draw);
      bytes += draw === 0 ? batch.images.byteLength + (batch.second?.byteLength ?? 0) : 0;
      return performance.now() - from;
    });
    ms += median(times);
  }
  return { ms, bytes };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const spread = (values: readonly number[]): string =>
  `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;
