/** What is kept of a run folder: numbers, thinned curves, a few sheets. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { thinned } from './curves.ts';
import type { Entry, Result } from './entry.ts';
import type { Trained } from './train-entry.ts';

const Summary = z.object({
  steps: z.number(),
  seed: z.number(),
  seconds: z.number(),
  msPerStep: z.number(),
  backend: z.string(),
  device: z.string(),
  losses: z.record(z.string(), z.number()),
});
const Values = z.record(z.string(), z.number());
const Line = z.object({
  step: z.number(),
  losses: Values.optional(),
  metrics: z.record(z.string(), Values).optional(),
});
type Line = z.infer<typeof Line>;

export async function collectRun(
  entry: Entry,
  folder: string,
  target: string,
  root: string,
  known: Trained & { readonly extra: Readonly<Record<string, number>> },
): Promise<Result> {
  const summary = Summary.parse(readJson(join(folder, 'summary.json')));
  const lines = readFileSync(join(folder, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
  const measured = measuredAt(lines);
  const ends = [0, Math.floor((measured.length - 1) / 2), measured.length - 1];
  return {
    id: entry.id,
    ...known,
    ...summary,
    machine: {
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    versions: versionsOf(root),
    date: new Date().toISOString().slice(0, 10),
    measured: [...new Set(ends)].flatMap((index) => measured[index] ?? []),
    curves: {
      losses: curvesOf(lines.map(({ step, losses }) => [step, losses ?? {}])),
      metrics: curvesOf(measured.map(({ step, metrics }) => [step, firstValues(metrics)])),
    },
    sheets: await keepSheets(entry, join(folder, 'samples'), target),
  };
}

/** All metrics of a step together. */
function measuredAt(lines: readonly Line[]): Result['measured'] {
  const steps = new Map<number, Record<string, Record<string, number>>>();
  for (const { step, metrics } of lines) {
    if (metrics) steps.set(step, { ...steps.get(step), ...metrics });
  }
  return [...steps].map(([step, metrics]) => ({ step, metrics }));
}

/** What a metric measures first is what it is named for. */
function firstValues(metrics: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([view, values]) => {
      const [first] = Object.entries(values);
      return first ? [[`${view}.${first[0]}`, first[1]] as const] : [];
    }),
  );
}

function curvesOf(rows: readonly (readonly [number, Readonly<Record<string, number>>])[]) {
  const names = new Set(rows.flatMap(([, values]) => Object.keys(values)));
  return Object.fromEntries(
    [...names].map((name) => {
      const points = rows.flatMap(([step, values]): [number, number][] => {
        const value = values[name];
        return value === undefined ? [] : [[step, value]];
      });
      return [name, thinned(points)];
    }),
  );
}

/** Three of the first preview, the last of the others: in 128 colors, which halves them and more. */
async function keepSheets(entry: Entry, samples: string, target: string) {
  const names = readdirSync(samples).sort();
  const kept: { file: string; view: string; step: number }[] = [];
  for (const [position, view] of entry.sheets.entries()) {
    const own = names.filter((name) => name.endsWith(`-${view}.png`));
    const last = own.length - 1;
    const wanted = position === 0 ? [0, Math.round(last / 3), last] : [last];
    for (const index of new Set(wanted)) {
      const file = own[index];
      if (file === undefined) throw new Error(`the run has no sheets of "${view}"`);
      const png = sharp(join(samples, file))
        .removeAlpha()
        .png({ palette: true, colours: 128, effort: 10 });
      writeFileSync(join(target, file), await png.toBuffer());
      kept.push({ file, view, step: Number.parseInt(file, 10) });
    }
  }
  return kept;
}

function versionsOf(root: string): Record<string, string> {
  const own = z.object({ version: z.string() });
  const version = (path: string) => own.parse(readJson(join(root, path, 'package.json'))).version;
  return {
    ganvas: version('.'),
    'tf.js': version('node_modules/@tensorflow/tfjs-core'),
    node: process.versions.node,
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
