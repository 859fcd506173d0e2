/** Watches the presets that were asked for, and writes what was seen to docs/health.md and docs/results/health.json. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { healthReport } from './health-report.ts';
import { HealthResult } from './health-result.ts';
import { watchPreset } from './watch-preset.ts';

const HELP = `npm run results:health [-- PRESET… [options]]

Trains the named presets, or all, with every check of a run's health, and writes docs/health.md.

  --steps N         iterations of each (default 3000)
  --minutes N       fewer where they would take longer, of processor time (default 10)
  --pace SECONDS    how long to measure what the checks cost by the real clock (default 30)
  --profile NAME    size (default smoke, the smallest)
  --seed N          of weights, noise and data (default 1)
  --backend NAME    wasm (default), webgpu, cpu
  --out DIR         default docs
  --report          only write health.md anew
`;

const OPTIONS = {
  steps: { type: 'string', default: '3000' },
  minutes: { type: 'string', default: '10' },
  pace: { type: 'string', default: '30' },
  profile: { type: 'string', default: 'smoke' },
  seed: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'wasm' },
  out: { type: 'string' },
  report: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Exit status: 0 all were sound, 1 something was found or failed. */
export async function main(root: string, argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    ...{ args: [...argv], options: OPTIONS, allowPositionals: true },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const all = presets.map(({ id }) => id);
  const unknown = positionals.find((name) => !all.includes(name));
  if (unknown) throw new Error(`There is no preset "${unknown}"; there are ${all.join(', ')}.`);
  const out = values.out ?? join(root, 'docs');
  const chosen = positionals.length > 0 ? positionals : all;
  let isSound = true;
  if (!values.report) {
    const choice = z.enum(['wasm', 'webgpu', 'cpu']).parse(values.backend);
    const { backend } = await startBackend(choice);
    for (const preset of chosen) {
      const result = await watchPreset(preset, {
        ...{ steps: positive('steps', values.steps), seed: positive('seed', values.seed) },
        profile: values.profile,
        ...{ minutes: positive('minutes', values.minutes), backend },
        paceSeconds: positive('pace', values.pace),
      });
      isSound &&= result.findings.length === 0;
      const told = result.findings.map(({ since, message }) => ` since ${since}: ${message}`);
      process.stderr.write(`${preset}: ${result.steps} steps.${told.join('')}\n`);
      keep(out, all, result);
    }
  }
  keep(out, all);
  return isSound ? 0 : 1;
}

/** What others have measured meanwhile stays. */
function keep(out: string, all: readonly string[], result?: HealthResult): void {
  const file = join(out, 'results', 'health.json');
  const known = existsSync(file)
    ? z.array(HealthResult).parse(JSON.parse(readFileSync(file, 'utf8')))
    : [];
  const results = all.flatMap((id) => {
    const found = result?.preset === id ? result : known.find(({ preset }) => preset === id);
    return found ? [found] : [];
  });
  const missing = all.filter((id) => results.every(({ preset }) => preset !== id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(out, 'health.md'), healthReport(results, missing));
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`--${name} expects a number above 0, but "${text}" was given.`);
}
