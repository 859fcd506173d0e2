/** Runs to which something happens while they train: they end as the run to which nothing did, and what happened is said. */
import { beforeAll, describe, expect, it } from 'vitest';
import { randomStep } from '../runtime/support/random-step.ts';
import { launch } from './support/browser.ts';
import { useMortalWorkers } from './support/mortal-workers.ts';
import {
  begun,
  type Curve,
  type Ended,
  ended,
  inPage,
  openPage,
  setQuota,
  useStoresPage,
} from './support/stores-page.ts';

useStoresPage('worker-faults-test');

/** So long that a page on a busy machine hears of it while it trains. */
const long = `useDocumentStore.getState().open({
        ...ring,
        training: { ...ring.training, steps: 600, sampleEvery: 300 },
      });
      run().setBackend('wasm');
      run().train();`;

/** What storage has of it in the end: a worker that dies may be ahead of what the page has heard. */
const kept = (...beside: readonly string[]) => `await until(() => run().state.type === 'finished');
      const { steps, values } = await runLibrary.losses(run().run.id);
      const losses = [steps, ...values].map((column) => Array.from(column));
      return { losses, weights: await digest(run().run.id), ${beside.join(', ')} };`;

interface Kept {
  readonly losses: readonly (readonly number[])[];
  readonly weights: string;
}

describe('a run', () => {
  let whole: Curve;
  let weights: string;

  beforeAll(async () => {
    const page = await openPage();
    const found = await inPage<Ended>(page, `${begun} ${ended()}`);
    whole = found.curve;
    weights = found.weights;
    await page.context().close();
  });

  it('goes on to the same when its worker dies at a random step, and says that it died', async () => {
    const page = await openPage();
    await useMortalWorkers(page);
    await page.reload();
    const dying = randomStep(1, 300);
    const found = await inPage<Kept & { state: { message: string } }>(
      page,
      `${long}
      const failed = new Promise((resolve) => {
        const stop = useRunStore.subscribe(({ state }) => {
          if (state.type === 'training' && run().progress.step >= ${dying.step}) endWorkers();
          if (state.type !== 'failed') return;
          stop();
          resolve(state);
        });
      });
      const state = await failed;
      run().resume();
      ${kept('state')}`,
    );
    expect(found.state.message, dying.told).toBe(
      'The training worker stopped: out of memory. The run is kept at its last checkpoint; press Resume, or Try again in the queue, to go on from there.',
    );
    const other = await openPage();
    const untouched = await inPage<Kept>(other, `${long} ${kept()}`);
    expect(untouched.losses[0]).toHaveLength(600);
    expect(found.losses, dying.told).toEqual(untouched.losses);
    expect(found.weights, dying.told).toBe(untouched.weights);
    await other.context().close();
    await page.context().close();
  });

  it('trains on where storage is full at a checkpoint, says so once, and is the same from the one before', async () => {
    const page = await openPage();
    await inPage(
      page,
      `${begun}
      await until(() => run().progress.savedStep >= 25);
      run().pause();
      await until(() => run().state.type === 'paused');
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((resolve) => setTimeout(resolve, 700));`,
    );
    await setQuota(page, 1);
    const full = await inPage<{
      notices: { message: string }[];
      saved: number[];
      told: number;
    }>(
      page,
      `run().resume();
      await until(() => run().state.type === 'finished');
      const saved = (await runLibrary.checkpoints(run().run.id)).map(({ step }) => step);
      return { notices: run().notices, saved, told: run().progress.savedStep };`,
    );
    const noRoom =
      /^Could not keep the (?:checkpoint of step \d+|run): the browser has no room left for this page/;
    for (const { message } of full.notices) expect(message).toMatch(noRoom);
    const ofCheckpoints = full.notices.filter(({ message }) => message.includes('checkpoint'));
    expect(ofCheckpoints).toHaveLength(1);
    expect(full.saved.at(-1)).toBeGreaterThanOrEqual(25);
    expect(full.saved.at(-1)).toBeLessThan(60);
    expect(full.told).toBe(full.saved.at(-1));
    await setQuota(page);
    await page.reload();
    const found = await inPage<Ended & { from: number }>(
      page,
      `await restoreSession();
      const from = run().progress.step;
      run().resume();
      ${ended('from')}`,
    );
    expect(found.from).toBe(full.saved.at(-1));
    expect(found.curve).toEqual(whole);
    expect(found.weights).toBe(weights);
    await page.context().close();
  });

  it('is the same in two browser tabs that train at once, and both are kept', async () => {
    const first = await openPage();
    const context = first.context();
    const pages = [first, await openPage(context)];
    const found = await Promise.all(
      pages.map((page) => inPage<Ended>(page, `${begun} ${ended()}`)),
    );
    for (const { curve, weights: own } of found) {
      expect(curve).toEqual(whole);
      expect(own).toBe(weights);
    }
    const kept = await inPage<{ step: number; losses: number; newest: number }[]>(
      first,
      `return Promise.all((await runLibrary.list()).map(async ({ id, step }) => ({
        step,
        losses: (await runLibrary.losses(id)).steps.length,
        newest: Math.max(...(await runLibrary.checkpoints(id)).map(({ step }) => step)),
      })));`,
    );
    expect(kept).toEqual(Array(2).fill({ step: 60, losses: 60, newest: 60 }));
    await context.close();
  });

  it('belongs to the browser tab that went on with it last: the other says so, and overwrites nothing', async () => {
    const first = await openPage();
    const context = first.context();
    const second = await openPage(context);
    const id = await inPage<string>(
      first,
      `${begun}
      await until(() => run().progress.savedStep >= 25);
      run().pause();
      await until(() => run().state.type === 'paused');
      return run().run.id;`,
    );
    const found = await inPage<Ended>(
      second,
      `const { resumeRun } = await import('/src/store/run-forks.ts');
      const steps = (await runLibrary.checkpoints('${id}')).map(({ step }) => step);
      run().setBackend('wasm');
      await resumeRun('${id}', Math.max(...steps));
      ${ended()}`,
    );
    expect(found.curve).toEqual(whole);
    const after = await inPage<{ messages: string[]; losses: number; weights: string }>(
      first,
      `run().resume();
      await until(() => run().state.type === 'finished');
      return {
        messages: run().notices.map(({ message }) => message),
        losses: (await runLibrary.losses('${id}')).steps.length,
        weights: await digest('${id}'),
      };`,
    );
    expect(after.messages).toEqual([
      expect.stringMatching(/another browser tab has gone on with this run and keeps it/),
    ]);
    expect(after).toMatchObject({ losses: 60, weights });
    await context.close();
  });

  it('goes on from its checkpoint when the GPU process crashes', async () => {
    const gpu = await launch();
    try {
      const page = await openPage(await gpu.newContext());
      const before = await inPage<{ backend: string }>(
        page,
        `useDocumentStore.getState().open({
          ...ring,
          training: { ...ring.training, batchSize: 4, steps: 5000, checkpointEvery: 3 },
        });
        run().setBackend('webgpu');
        run().train();
        await until(() => (run().progress.savedStep ?? 0) >= 3);
        return run().backend;`,
      );
      expect(before.backend).toBe('webgpu');
      await (await gpu.newBrowserCDPSession()).send('Browser.crashGpuProcess');
      const after = await inPage<{ notices: { code: string }[]; backend: string; steps: number[] }>(
        page,
        `await until(() => run().notices.length > 0);
        const reached = run().progress.step;
        await until(() => run().progress.step > reached + 2);
        return { notices: run().notices, backend: run().backend.backend, steps: curve().steps };`,
      );
      expect(after.notices.map(({ code }) => code)).toEqual(['device-lost']);
      expect(after.backend).toBe('webgpu');
      expect(after.steps).toEqual(after.steps.map((_, i) => i + 1));
    } finally {
      await gpu.close();
    }
  });
});
