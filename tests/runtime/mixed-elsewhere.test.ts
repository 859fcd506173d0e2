/** Mixed precision where it cannot be had; what it does where it can is in `tests/gpu`. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import { dataFor, presetProgram } from './support/preset.ts';
import { stateOf, train } from './support/runs.ts';

const mixed = (preset: string): Program => ({ ...presetProgram(preset), precision: 'mixed' });
const openWith = (program: Program) => createTrainer({ program, data: dataFor(program) });

async function run(program: Program, steps: number) {
  const trainer = await openWith(program);
  await train(trainer, steps);
  const rows = (await trainer.takeLosses()).map(({ values }) => values);
  const found = { rows, state: await stateOf(trainer) };
  trainer.dispose();
  return found;
}

describe('a document that asks for mixed precision where there is none', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('trains in float32, to the bit, and says why', async () => {
    const trainer = await openWith(mixed('ring'));
    expect(trainer.precision).toEqual({
      used: 'float32',
      reason: expect.stringMatching(
        /mixed precision needs WebGPU, and this run is on wasm.*set the precision to float32/,
      ),
    });
    trainer.dispose();
    const [asked, plain] = [await run(mixed('ring'), 3), await run(presetProgram('ring'), 3)];
    expect(asked).toEqual(plain);
  });
});
