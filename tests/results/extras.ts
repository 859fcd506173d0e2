/** What no metric node measures, of a trained run. */
import { startBackend } from '../../src/runtime/backends/start.ts';
import type { Extra } from './entry.ts';
import { nearestCodes } from './nearest-codes.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { styleMixing } from './style-mixing.ts';
import { toldApart } from './told-apart.ts';

type Numbers = Readonly<Record<string, number>>;

const MEASURES: Readonly<
  Record<Extra, (trained: OpenRun, untrained: () => Promise<OpenRun>) => Promise<Numbers>>
> = {
  'told-apart': toldApart,
  'style-mixing': styleMixing,
  'nearest-codes': nearestCodes,
};

export async function measureExtras(
  extras: readonly Extra[],
  folder: string,
  backend: string,
): Promise<Numbers> {
  if (extras.length === 0) return {};
  await startBackend(backend === 'webgpu' || backend === 'cpu' ? backend : 'wasm');
  const run = await openRun(folder);
  try {
    const found: Numbers[] = [];
    for (const extra of extras) found.push(await MEASURES[extra](run, () => openRun(folder, true)));
    return Object.assign({}, ...found);
  } finally {
    run.dispose();
  }
}
