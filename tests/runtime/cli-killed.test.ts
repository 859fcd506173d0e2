/** The terminal command as a process of its own, killed without warning at a random moment and resumed: nothing tells. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { randomStep } from './support/random-step.ts';

const BIN = fileURLToPath(new URL('../../src/cli/bin.mjs', import.meta.url));
const STEPS = 240;

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'ganvas-killed-')), 'run');
const fileOf = (run: string, name: string) => readFileSync(join(run, name));

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [BIN, 'train', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const ended = new Promise<{ code: number | null; signal: string | null; said: string }>(
    (resolve) => child.on('close', (code, signal) => resolve({ code, signal, said })),
  );
  return { child, ended };
}

const begin = (out: string) =>
  start('ring', '--profile', 'smoke', '--steps', String(STEPS), '--backend', 'wasm', '--out', out);

/** Of every step, its last line: what a killed run had logged of the future is logged again. */
function lossesOf(run: string): ReadonlyMap<number, unknown> {
  const lines = fileOf(run, 'metrics.jsonl').toString('utf8').split('\n').filter(Boolean);
  return new Map(
    lines.flatMap((line) => {
      const { step, losses } = JSON.parse(line);
      return losses ? [[step, losses] as const] : [];
    }),
  );
}

/** What a step adds to the log, about. */
const BYTES_PER_LINE = 150;

const loggedBytes = (run: string): number => {
  const path = join(run, 'metrics.jsonl');
  return existsSync(path) ? statSync(path).size : 0;
};

/** The step in the header of what was saved last. */
const savedStep = (run: string): number =>
  existsSync(join(run, 'checkpoint.bin')) ? fileOf(run, 'checkpoint.bin').readUInt32BE(4) : 0;

describe('a run whose process is killed', () => {
  test('goes on to the same weights and losses, bit for bit, and a second run of its seed has them too', async () => {
    const [whole, again, killed] = [folder(), folder(), folder()];
    for (const out of [whole, again])
      expect(await begin(out).ended).toMatchObject({ code: 0, signal: null });
    expect(fileOf(again, 'checkpoint.bin').equals(fileOf(whole, 'checkpoint.bin'))).toBe(true);
    expect(lossesOf(again)).toEqual(lossesOf(whole));

    const run = begin(killed);
    const target = randomStep(70, 170);
    while (loggedBytes(killed) < target.step * BYTES_PER_LINE && run.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    run.child.kill('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
    const at = savedStep(killed);
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(STEPS);
    const resumed = await start('--resume', killed, '--steps', String(STEPS)).ended;
    expect(resumed, resumed.said).toMatchObject({ code: 0 });
    const told = `killed after the checkpoint of step ${at}, about ${target.told}`;
    const isSame = fileOf(killed, 'checkpoint.bin').equals(fileOf(whole, 'checkpoint.bin'));
    expect(isSame, told).toBe(true);
    expect(lossesOf(killed), told).toEqual(lossesOf(whole));
  }, 480_000);
});
