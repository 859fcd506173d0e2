/** The compiled preset, fed from generated data as on the page. */
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { countWeights } from '../../../src/compiler/weights.ts';
import { generate } from '../../../src/data/generate.ts';
import { presets } from '../../../src/graph/presets.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { TrainerOptions } from '../../../src/runtime/trainer-types.ts';
import { countKernels } from './count-kernels.ts';
import { watchDispatches } from './dispatches.ts';
import type { Contestant, Start } from './messages.ts';

export async function createCompiled(start: Start) {
  const { device } = await startBackend(start.backend);
  watchDispatches();
  const preset = presets.find(({ id }) => id === start.preset);
  if (!preset) throw new Error(`There is no preset "${start.preset}".`);
  const { program, problems } = compile(preset.document, { values: { ...start.sizes } });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  return { contestant: await compiled(program), device };
}

async function compiled(program: Program): Promise<Contestant> {
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => (feed ? [[node, generate(feed.builtin, 1)]] : [])),
  );
  const trainer = await createTrainer({ program, data });
  const counted = async (options: Partial<TrainerOptions>) => {
    const beside = await createTrainer({ program, data, replay: 'off', ...options });
    // Later steps do what the first may do besides.
    await beside.trainStep();
    const counts = await countKernels(() => beside.trainStep());
    beside.dispose();
    return counts;
  };
  return {
    async run(steps, asked) {
      for (let i = 0; i < steps; i++) await trainer.trainStep();
      asked();
      await trainer.takeLosses();
    },
    count: async () => ({
      parameters: Object.fromEntries(
        program.networks.map(({ name, layers }) => [name, countWeights(layers).trainable]),
      ),
      counts: await counted({}),
      unshared: await counted({ sharing: 'none' }),
    }),
    losses: async (steps) => {
      for (let i = 0; i < steps; i++) await trainer.trainStep();
      const rows = await trainer.takeLosses();
      return rows.map(({ values }) =>
        Object.fromEntries(values.map((value, i) => [trainer.losses[i] ?? i, value])),
      );
    },
  };
}
