/** Replayed training on WebAssembly against the same training interpreted, to the bit. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { Checkpoint } from '../../src/runtime/trainer-types.ts';
import { dataFor, presetProgram } from './support/preset.ts';
import { stateOf } from './support/runs.ts';

beforeAll(() => startBackend('wasm'));

interface Looks {
  readonly steps: number;
  /** Looks at the run after these many steps, and saves. */
  readonly looksAt?: number;
  /** Goes back to what was saved after these many. */
  readonly goesBackAt?: number;
}

async function trained(program: Program, replay: 'on' | 'off', looks: Looks) {
  const trainer = await createTrainer({ program, data: dataFor(program), replay });
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
  trainer.dispose();
  return { rows, state, reasons, tensors };
}

describe('replay on WebAssembly', () => {
  it.each(presets.map(({ id }) => id))(
    '%s trains to the bit as interpreted, looked at, saved and taken back in between',
    async (preset) => {
      const program = presetProgram(preset);
      const looks = { steps: 16, looksAt: 7, goesBackAt: 11 };
      const plain = await trained(program, 'off', looks);
      const answer = await trained(program, 'on', looks);
      expect(answer.reasons).toEqual([]);
      expect(answer.rows).toEqual(plain.rows);
      expect(answer.state).toEqual(plain.state);
      // Replays keep nothing.
      expect(new Set(answer.tensors.slice(2)).size).toBe(1);
    },
    300_000,
  );
});
