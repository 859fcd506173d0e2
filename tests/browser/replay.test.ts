/** Replayed training in Chromium against the same training interpreted, to the bit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { growing } from '../pure/support/growing.ts';
import { cut, node, programOf, setParams, wire } from '../pure/support/sample.ts';
import { presetProgram } from '../runtime/support/preset.ts';
import type { Answer, Task } from './replay/replay.worker.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('replay');
});

afterAll(() => opened?.close());

const run = (task: Task): Promise<Answer> => opened.page.evaluate((t) => window.replay(t), task);

const train = async (program: Program, replay: 'auto' | 'off', more = {}): Promise<Answer> => {
  const task = { type: 'train', backend: 'webgpu', program, replay, steps: 24 } as const;
  const answer = await run({ ...task, ...more });
  expect(answer.error).toBeUndefined();
  expect(answer.refusals).toEqual([]);
  return answer;
};

/** Grows at iterations 10 and 13; D sees past samples through a pool, under weights and a rate that change. */
function growingWithPool(): Program {
  const document = growing([
    [9, 30],
    [12, 30],
  ]);
  const { objective } = document;
  objective.nodes.pool = node('image-pool', { size: 6 });
  objective.nodes.Dpast = node('apply', { network: 'D' });
  cut(objective, 'lossFake.logits');
  wire(objective, 'G.x > pool', 'pool > Dpast.x', 'Dpast.y > lossFake.logits');
  const ramp = { type: 'linear', from: 1, to: 0.25, start: 0, end: 20 };
  setParams(objective, 'stepG', { order: 0, optimizer: { type: 'adamw' }, every: 2 });
  setParams(objective, 'stepD', { order: 1, losses: [1, ramp], learningRate: ramp });
  return programOf(document);
}

describe('replay', () => {
  it.each(['ring', 'dcgan', 'wgan-gp', 'cyclegan', 'stylegan'])(
    '%s trains to the bit as interpreted, looked at, saved and taken back in between',
    async (preset) => {
      const program = presetProgram(preset);
      const looks = { looksAt: 7, goesBackAt: 15 };
      const plain = await train(program, 'off', looks);
      const answer = await train(program, 'auto', looks);
      expect(answer.reasons).toEqual([]);
      expect(answer.rows).toEqual(plain.rows);
      expect(answer.state).toEqual(plain.state);
      expect(plain.replayed).not.toContain(true);
      expect(answer.replayed?.slice(4)).not.toContain(false);
      // Looks and going back need memory of their own, once; replays need none.
      const memory = answer.memory?.map(String) ?? [];
      expect(new Set(memory.slice(3, 7)).size).toBe(1);
      expect(new Set(memory.slice(7)).size).toBe(1);
      if (process.env.GANVAS_VERBOSE) console.log(preset, told(plain), told(answer));
    },
    900_000,
  );

  it.each(['ring', 'dcgan', 'cyclegan'])(
    '%s does so on WebAssembly with threads, too',
    async (preset) => {
      const program = presetProgram(preset);
      const more = { backend: 'wasm', looksAt: 7, goesBackAt: 15 };
      const plain = await train(program, 'off', more);
      const answer = await train(program, 'auto', more);
      expect(answer.device).toContain('threads');
      expect(answer.reasons).toEqual([]);
      expect(answer.rows).toEqual(plain.rows);
      expect(answer.state).toEqual(plain.state);
      expect(plain.replayed).not.toContain(true);
      expect(answer.replayed?.slice(4)).not.toContain(false);
    },
    120_000,
  );

  it('threads compute parts of a step that is worth it, to the bit', async () => {
    const program = presetProgram('dcgan', 'none');
    const more = { backend: 'wasm', steps: 12 } as const;
    const plain = await train(program, 'off', more);
    const answer = await train(program, 'auto', more);
    expect(plain.helped).toBe(0);
    expect(answer.helped).toBeGreaterThan(100);
    expect(answer.rows).toEqual(plain.rows);
    expect(answer.state).toEqual(plain.state);
  }, 240_000);

  it('records each kind of iteration for itself where stages, steps and schedules change', async () => {
    const program = growingWithPool();
    expect(program.stages.map(({ from }) => from)).toEqual([0, 10, 13]);
    const plain = await train(program, 'off');
    const answer = await train(program, 'auto');
    expect(answer.rows).toEqual(plain.rows);
    expect(answer.state).toEqual(plain.state);
    expect(answer.replayed?.slice(8, 10)).toEqual([true, true]);
    expect(answer.replayed?.[10]).toBe(false);
    expect(answer.replayed?.slice(20)).not.toContain(false);
  });

  it('says why a step cannot be replayed', async () => {
    const { unlike, error } = await run({ type: 'unlike' });
    expect(error).toBeUndefined();
    expect(unlike).toMatchObject({
      same: 'none',
      reads: 'it reads a tensor back in the middle',
      uploads: expect.stringContaining('was uploaded with other values'),
      branches: expect.stringContaining('became'),
      grows: 'it ran 1 programs, then 2',
      numbers: expect.stringContaining('got other numbers'),
      remembers: expect.stringContaining('was made before the step'),
      counts: 'it goes by the clock',
    });
  });
});

function told({ ms = [], dispatches, memory = [] }: Answer): string {
  const late = ms.slice(8).sort((a, b) => a - b);
  const [middle = 0, least = 0] = [late[late.length >> 1], late[0]];
  const bytes = Math.max(...memory.map(([, bytes]) => bytes));
  return `${dispatches} dispatches, ${middle.toFixed(2)} ms (least ${least.toFixed(2)}), ${(bytes / 1e6).toFixed(1)} MB`;
}
