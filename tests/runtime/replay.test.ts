/** Replayed training on WebAssembly against the same training interpreted, to the bit. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { add, backend, fill, memory, ones, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { Interpreter } from '../../src/runtime/plan/interpreter.ts';
import { recordedBytes } from '../../src/runtime/replay/heap-space.ts';
import { Replays } from '../../src/runtime/replay/replays.ts';
import { wasmTape } from '../../src/runtime/replay/wasm-tape.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { Checkpoint } from '../../src/runtime/trainer-types.ts';
import { dataFor, presetProgram } from './support/preset.ts';
import { stateOf } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
  // As for the second run of a page: tf.js sets all kernels up again.
  await startBackend('wasm');
});

interface Looks {
  readonly steps: number;
  /** Looks at the run after these many steps, and saves. */
  readonly looksAt?: number;
  /** Goes back to what was saved after these many. */
  readonly goesBackAt?: number;
}

async function trained(program: Program, replay: 'auto' | 'off', looks: Looks) {
  const trainer = await createTrainer({ program, data: dataFor(program), replay });
  const interpreting = vi.spyOn(Interpreter.prototype, 'run');
  const rows: (readonly number[])[] = [];
  const tensors: number[] = [];
  let saved: Checkpoint | undefined;
  const read = async () => {
    rows.push(...(await trainer.takeLosses()).map(({ values }) => values));
    tensors.push(memory().numTensors);
  };
  for (let step = 0; step < looks.steps; step++) {
    await trainer.trainStep();
    if (step === looks.looksAt) {
      await read();
      saved = await trainer.save();
      await trainer.view('all');
      await trainer.probe('gradients');
      await trainer.probe('activations');
    }
    if (step % 3 === 2) await read();
    if (step === looks.goesBackAt && saved) {
      await read();
      await trainer.restore(saved);
    }
  }
  await read();
  const state = await stateOf(trainer);
  const reasons = trainer.unreplayed ?? [];
  const interpreted = interpreting.mock.calls.length;
  interpreting.mockRestore();
  trainer.dispose();
  return { rows, state, reasons, tensors, interpreted };
}

describe('replay on WebAssembly', () => {
  it.each(presets.map(({ id }) => id))(
    '%s trains to the bit as interpreted, looked at, saved and taken back in between',
    async (preset) => {
      const program = presetProgram(preset);
      const looks = { steps: 16, looksAt: 7, goesBackAt: 11 };
      const plain = await trained(program, 'off', looks);
      const answer = await trained(program, 'auto', looks);
      expect(answer.reasons).toEqual([]);
      expect(answer.rows).toEqual(plain.rows);
      expect(answer.state).toEqual(plain.state);
      expect(plain.interpreted).toBe(looks.steps);
      // Every stage is recorded for itself.
      expect(answer.interpreted).toBeLessThanOrEqual(preset === 'stylegan-growing' ? 11 : 5);
      // Replays keep nothing.
      expect(new Set(answer.tensors.slice(2)).size).toBe(1);
    },
    300_000,
  );

  it('goes on where other runs do in between, and where the heap grows', async () => {
    const programs = ['wgan', 'dcgan', 'cyclegan'].map((preset) => presetProgram(preset));
    const apart = [];
    for (const program of programs) apart.push(await trained(program, 'off', { steps: 9 }));
    const trainers = [];
    for (const program of programs)
      trainers.push(await createTrainer({ program, data: dataFor(program) }));
    const before = heapBytes();
    const kept = [];
    for (let step = 0; step < 9; step++) {
      // More than is free, once each of them is replayed.
      if (step > 4) kept.push(fill([2 ** 24], step));
      for (const trainer of trainers) await trainer.trainStep();
    }
    expect(heapBytes()).toBeGreaterThan(before);
    for (const [i, trainer] of trainers.entries()) {
      expect(trainer.unreplayed).toEqual([]);
      expect((await trainer.takeLosses()).map(({ values }) => values)).toEqual(apart[i]?.rows);
      expect(await stateOf(trainer)).toEqual(apart[i]?.state);
      trainer.dispose();
    }
    for (const tensor of kept) tensor.dispose();
  }, 120_000);

  it('gives its memory back', async () => {
    const program = presetProgram('dcgan');
    const run = async () => {
      await trained(program, 'auto', { steps: 6 });
      return recordedBytes();
    };
    expect(await run()).toBe(0);
    const trainer = await createTrainer({ program, data: dataFor(program) });
    for (let step = 0; step < 4; step++) await trainer.trainStep();
    expect(recordedBytes()).toBeGreaterThan(100_000);
    trainer.dispose();
    expect(recordedBytes()).toBe(0);
  });

  it.each([
    ['it reads a tensor back in the middle', (step: number) => add(step, ones([2]).dataSync())],
    ['worked on other tensors or got other numbers', (step: number) => fill([3], step)],
  ])('of what cannot be repeated is given up, and why is said: %s', (reason, run) => {
    const replays = new Replays(wasmTape(backend() as BackendWasm));
    const steps = Array.from({ length: 8 }, (_, step) => step);
    const replayed = steps.filter((step) => {
      const isReplayed = replays.replay('step', step, () => {
        throw new Error('nothing should be replayed');
      });
      if (!isReplayed) tidy(() => replays.interpret('step', () => run(step)));
      return isReplayed;
    });
    expect(replayed).toEqual([]);
    expect(replays.reasons).toEqual([expect.stringContaining(reason)]);
    replays.dispose();
  });
});

const heapBytes = () =>
  (backend() as BackendWasm & { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
