/** Replays on WebAssembly whose calls threads share, against the same on one thread: to the bit, in whatever order lanes run. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { bytesOf } from '../../src/runtime/kernels/wasm/heap.ts';
import { type Machine, machineOf } from '../../src/runtime/kernels/wasm/machine.ts';
import { setKernelThreads } from '../../src/runtime/kernels/wasm/thread-count.ts';
import { encodeLanes } from '../../src/runtime/replay/lanes/lane-program.ts';
import { holdThreads, Threads } from '../../src/runtime/replay/lanes/threads.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import { dataFor, presetProgram } from './support/preset.ts';
import { stateOf } from './support/runs.ts';

const STEPS = 9;

beforeAll(async () => {
  await startBackend('wasm');
});

afterEach(() => {
  vi.restoreAllMocks();
  setKernelThreads(2);
});

const wasm = () => backend() as BackendWasm;

async function trained(preset: string, threads: 'auto' | 'one', profile = 'smoke') {
  const program = presetProgram(preset, profile);
  const trainer = await createTrainer({ program, data: dataFor(program), threads });
  for (let step = 0; step < STEPS; step += 1) {
    await trainer.trainStep();
    // Threads report between steps.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(trainer.unreplayed).toEqual([]);
  const rows = (await trainer.takeLosses()).map(({ values }) => values);
  const state = await stateOf(trainer);
  trainer.dispose();
  return { rows, state };
}

describe('threads of our kernels', () => {
  it.each(['dcgan', 'cyclegan', 'stylegan', 'wgan-gp'])(
    '%s trains to the bit as on one thread, with lanes in the wrong order',
    async (preset) => {
      setKernelThreads(3);
      const groups: number[] = [];
      vi.spyOn(Threads.prototype, 'run').mockImplementation((_program, group, lists) => {
        groups.push(group);
        for (const list of lists.toReversed()) for (const call of list) call();
      });
      const plain = await trained(preset, 'one');
      expect(groups).toEqual([]);
      const shared = await trained(preset, 'auto');
      expect(groups.length).toBeGreaterThan(10);
      expect(shared).toEqual(plain);
    },
    240_000,
  );

  it.each([2, 4])(
    'share the calls of dcgan in its full size among %i, to the bit',
    async (count) => {
      setKernelThreads(count);
      const held = holdThreads(wasm());
      expect(held?.count).toBe(count);
      const plain = await trained('dcgan', 'one', 'none');
      expect(held?.helped).toBe(0);
      const shared = await trained('dcgan', 'auto', 'none');
      expect(held?.helped).toBeGreaterThan(100);
      expect(shared).toEqual(plain);
      held?.release();
    },
    240_000,
  );

  it('are shared by all who hold them, and end with the last', () => {
    setKernelThreads(2);
    const one = holdThreads(wasm());
    const other = holdThreads(wasm());
    expect(one).toBe(other);
    one?.release();
    const third = holdThreads(wasm());
    expect(third).toBe(other);
    third?.release();
    other?.release();
    const fourth = holdThreads(wasm());
    expect(fourth).not.toBe(other);
    fourth?.release();
  });

  it('lose nothing where one fails: whoever trains runs its lane', async () => {
    const machine = machineOf(wasm()) as Machine;
    const at = machine.reserve(1024);
    const zero = machine.names.indexOf('zero');
    const lanes = [0, 1].map((lane) => [{ index: zero, numbers: [at + 256 * lane, 4] }]);
    const program = encodeLanes([lanes], 2);
    const place = Math.ceil((at + 512) / 8);
    new Float64Array(bytesOf(wasm()).buffer, 8 * place, program.length).set(program);
    // It knows none of the functions.
    const threads = new Threads({ ...machine, names: [] }, 2, () => {}).hold();
    const ran = [0, 0];
    const lists = ran.map((_, lane) => [
      () => {
        ran[lane] = (ran[lane] ?? 0) + 1;
        // Time for the other to take its lane.
        const end = performance.now() + 5;
        while (performance.now() < end) {}
      },
    ]);
    let rounds = 0;
    for (; rounds < 200 && !threads.isBroken; rounds += 1) {
      threads.run(place, 0, lists);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(threads.isBroken).toBe(true);
    expect(ran).toEqual([rounds, rounds]);
    threads.run(place, 0, lists);
    expect(ran).toEqual([rounds + 1, rounds + 1]);
    threads.release();
  });
});
