/** Trains, measures and reports the entries that were asked for. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HELP, readArguments } from './arguments.ts';
import { collectRun } from './collect-run.ts';
import { drawCurves } from './curves.ts';
import { ENTRIES } from './entries.ts';
import { type Entry, Result } from './entry.ts';
import { measureExtras } from './extras.ts';
import { report } from './report.ts';
import { trainEntry } from './train-entry.ts';

/** Exit status: 0 all trained and reported, 1 something failed. */
export async function main(root: string, argv: readonly string[]): Promise<number> {
  const asked = readArguments(argv);
  if (asked.help || asked.list) {
    const list = ENTRIES.map(({ id, title }) => `${id.padEnd(24)} ${title}\n`).join('');
    process.stdout.write(asked.help ? HELP : list);
    return 0;
  }
  const unknown = asked.names.find((name) => ENTRIES.every(({ id }) => id !== name));
  if (unknown) {
    process.stderr.write(`There is no entry "${unknown}"; --list names them.\n`);
    return 1;
  }
  const out = resolve(asked.out ?? join(root, 'docs', 'results'));
  const dataFolder = asked.data ?? process.env.GANVAS_DATA ?? join(root, '..', 'shared', 'data');
  const chosen = ENTRIES.filter(({ id }) => asked.names.length === 0 || asked.names.includes(id));
  let failures = 0;
  for (const entry of asked.report ? [] : chosen) {
    const target = join(out, entry.id);
    if (!asked.force && existsSync(join(target, 'result.json'))) {
      process.stderr.write(`${entry.id}: there is a result already (--force trains again)\n`);
      continue;
    }
    const data = entry.data && resolve(dataFolder, entry.data.path);
    if (data && !existsSync(data)) {
      process.stderr.write(`${entry.id}: its data "${data}" is not there, left out\n`);
      continue;
    }
    const folder = join(asked.work ?? join(tmpdir(), 'ganvas-results'), entry.id);
    const options = { root, folder, data, steps: asked.steps, backend: asked.backend ?? 'wasm' };
    try {
      const trained = trainEntry(entry, { ...options, isForced: asked.force ?? false });
      const extra = await measureExtras(entry.extras, folder, options.backend);
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      const result = await collectRun(entry, folder, target, root, { ...trained, extra });
      writeFileSync(join(target, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      failures += 1;
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${entry.id}: ${reason}\n`);
    }
    writeReport(out);
  }
  if (asked.report) writeReport(out);
  return failures > 0 ? 1 : 0;
}

function writeReport(out: string): void {
  const results = ENTRIES.flatMap((entry): [Entry, Result][] => {
    const file = join(out, entry.id, 'result.json');
    if (!existsSync(file)) return [];
    const result = Result.parse(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(join(out, entry.id, 'curves.svg'), drawCurves(result.curves));
    return [[entry, result]];
  });
  mkdirSync(out, { recursive: true });
  const missing = ENTRIES.filter((entry) => results.every(([known]) => known !== entry));
  writeFileSync(join(out, 'README.md'), report(results, missing));
}
