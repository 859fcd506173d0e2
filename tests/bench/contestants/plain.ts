/** The hand-written loop of a preset, with none of Ganvas' kernels but the filter gradient that wasm lacks. */
import * as tf from '@tensorflow/tfjs-core';
import { plainLoops } from '../plain/loops.ts';
import type { PlainLoop } from '../plain/network.ts';
import { countKernels } from './count-kernels.ts';
import { watchDispatches } from './dispatches.ts';
import type { Contestant, Start } from './messages.ts';
import { startStockBackend } from './stock-backend.ts';

export async function createPlain({ backend, preset, sizes }: Start) {
  await startStockBackend(backend);
  watchDispatches();
  const make = plainLoops[preset];
  if (!make) throw new Error(`There is no plain loop of "${preset}".`);
  return { contestant: plain(make(sizes), sizes.batchSize ?? 1), device: tf.getBackend() };
}

function plain(loop: PlainLoop, batchSize: number): Contestant {
  const batches = loop.inputs.map((image) => {
    const shape: [number, number, number, number] = [batchSize, ...image];
    const values = new Float32Array(shape.reduce((a, b) => a * b));
    return { shape, values: values.map(() => Math.random() * 2 - 1) };
  });
  const step = () =>
    tf.tidy(() => loop.step(...batches.map(({ values, shape }) => tf.tensor4d(values, shape))));
  return {
    async run(steps, asked) {
      let last: ReturnType<typeof step> | undefined;
      for (let i = 0; i < steps; i++) {
        if (last) tf.dispose(last);
        last = step();
      }
      asked();
      await Promise.all(Object.values(last ?? {}).map((loss) => loss.data()));
      tf.dispose(last ?? {});
    },
    async count() {
      const counts = await countKernels(async () => tf.dispose(step()));
      return {
        parameters: Object.fromEntries(
          Object.entries(loop.networks).map(([name, { parameters }]) => [name, parameters]),
        ),
        counts,
        unshared: counts,
      };
    },
    async losses(steps) {
      const rows: Record<string, number>[] = [];
      for (let i = 0; i < steps; i++) {
        const losses = step();
        const row: Record<string, number> = {};
        for (const [name, loss] of Object.entries(losses))
          row[name] = (await loss.data())[0] ?? NaN;
        tf.dispose(losses);
        rows.push({ falls: row[loop.falls] ?? NaN, ...row });
      }
      return rows;
    },
  };
}
