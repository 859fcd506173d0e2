/** The table behind `npm run bench:kernels`: a few steps of each preset, kernel by kernel. */
import { compile } from '../../src/compiler/compile.ts';
import { generate } from '../../src/data/generate.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import { type KernelTime, recordKernels } from './kernel-times.ts';

const WARM = 4;
const STEPS = 11;
const ROWS = 14;

export async function main(args: readonly string[]): Promise<void> {
  const withShapes = args.includes('--shapes');
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const { device } = await startBackend('wasm');
  const recorder = recordKernels('wasm', withShapes);
  process.stdout.write(`wasm: ${device}\n`);
  const names = asked.length > 0 ? asked : presets.map(({ id }) => id);
  for (const name of names) {
    const [id = '', profile = 'laptop', ...values] = name.split(':');
    await measure(id, profile, values, recorder);
  }
}

async function measure(
  id: string,
  profile: string,
  values: readonly string[],
  recorder: ReturnType<typeof recordKernels>,
): Promise<void> {
  const document = presets.find((preset) => preset.id === id)?.document;
  if (!document) throw new Error(`There is no preset "${id}".`);
  const set = values.map((pair) => pair.split('=')).map(([key, value]) => [key, Number(value)]);
  const all = { ...document.profiles?.[profile]?.values, ...Object.fromEntries(set) };
  const { program, problems } = compile(document, { values: all });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => (feed ? [[node, generate(feed.builtin, 1)]] : [])),
  );
  // Replays would go past the kernels.
  const trainer = await createTrainer({ program, data, replay: 'off' });
  for (let i = 0; i < WARM; i += 1) await trainer.trainStep();
  recorder.start();
  const whole: number[] = [];
  for (let i = 0; i < STEPS; i += 1) {
    const { user, system } = process.cpuUsage();
    await trainer.trainStep();
    const after = process.cpuUsage();
    whole.push((after.user + after.system - user - system) / 1000);
    recorder.next();
  }
  const ms = median(whole);
  const times = [...recorder.read()].sort((a, b) => median(b.ms) - median(a.ms));
  trainer.dispose();
  const inKernels = times.reduce((sum, time) => sum + median(time.ms), 0);
  const multiplyAdds = times.reduce((sum, time) => sum + time.multiplyAdds, 0) / STEPS;
  process.stdout.write(
    `\n${[id, profile, ...values].join(' ')}: ${ms.toFixed(1)} ms of processor a step, ${inKernels.toFixed(1)} in kernels, ${(multiplyAdds / 1e6).toFixed(0)} million multiply-adds\n`,
  );
  for (const time of times.slice(0, ROWS)) process.stdout.write(`${row(time)}\n`);
}

function row({ name, shapes, calls, ms, multiplyAdds }: KernelTime): string {
  const speed =
    multiplyAdds > 0 ? `${(multiplyAdds / STEPS / median(ms) / 1e6).toFixed(1)} G/s` : '';
  const columns = [
    `${name} ${shapes}`.padEnd(30),
    `${median(ms).toFixed(2)} ms`.padStart(10),
    `${calls / STEPS} calls`.padStart(12),
    speed.padStart(10),
  ];
  return columns.join('  ');
}

function median(values: readonly number[]): number {
  const sorted = Array.from(values, (value) => value ?? 0).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
