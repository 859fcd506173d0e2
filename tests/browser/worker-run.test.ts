/** Stores, worker, runtime and storage together, without the page around them: a run, interrupted and not. */
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import { randomStep } from '../runtime/support/random-step.ts';
import {
  begun,
  type Curve,
  type Ended,
  ended,
  inPage,
  openPage,
  ring,
  useStoresPage,
} from './support/stores-page.ts';

useStoresPage('worker-run-test');

/** Steps that the document asks sheets of; a slow machine shows some in between, too. */
const asked = (steps: readonly number[]) => steps.filter((step) => step % 20 === 0);

describe('a run through worker and storage', () => {
  let whole: Curve;
  let weights: string;

  it('trains from start to end and shows what it made', async () => {
    const page = await openPage();
    const found = await inPage<{
      curve: Curve;
      frames: number[];
      tensors: number;
      notices: unknown[];
      weights: string;
      record: RunRecord;
    }>(
      page,
      `useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().state.type === 'finished');
      const frames = Object.values(run().points)[0].frames.map(({ step }) => step);
      const { id } = run().run;
      const record = await runLibrary.read(id);
      const { tensors } = run().progress;
      return { curve: curve(), frames, tensors, notices: run().notices, weights: await digest(id), record };`,
    );
    whole = found.curve;
    weights = found.weights;
    const { ranOn, data, trainedMs } = found.record;
    expect(ranOn).toMatchObject([
      { fromStep: 0, backend: 'wasm', versions: { ganvas: expect.any(String), tfjs: '4.22.0' } },
    ]);
    expect(Object.values(data)).toEqual([
      {
        name: expect.any(String),
        count: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    expect(trainedMs).toBeGreaterThan(0);
    expect(whole.steps).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(asked(found.frames)).toEqual([0, 20, 40, 60]);
    expect(found.tensors).toBeGreaterThan(0);
    expect(found.notices).toEqual([]);
  });

  it('gives the same losses when it is paused, reloaded and resumed on the way', async () => {
    const page = await openPage();
    const pausedAt = await inPage<number>(
      page,
      `await restoreSession();
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().progress.step >= 12);
      run().pause();
      await until(() => run().state.type === 'paused');
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((resolve) => setTimeout(resolve, 700));
      return run().state.step;`,
    );
    expect(pausedAt).toBeGreaterThanOrEqual(12);
    await page.reload();
    const found = await inPage<{ name: string; state: unknown; curve: Curve; frames: number[] }>(
      page,
      `const isFound = await restoreSession();
      const { state } = run();
      run().resume();
      await until(() => run().state.type === 'finished');
      const frames = Object.values(run().points)[0].frames.map(({ step }) => step);
      return { name: isFound && useDocumentStore.getState().document.name, state, curve: curve(), frames };`,
    );
    expect(found.name).toBe(ring.name);
    expect(found.state).toMatchObject({ type: 'paused', step: pausedAt, isOpen: false });
    expect(found.curve).toEqual(whole);
    expect(asked(found.frames)).toEqual([0, 20, 40, 60]);
  });

  it('ends with the same weights and losses when its tab is closed at a random step', async () => {
    const first = await openPage();
    const context = first.context();
    const closing = randomStep(1, 58);
    await inPage(
      first,
      `${begun}
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => run().progress.step >= ${closing.step});`,
    );
    await first.close();
    const second = await openPage(context);
    const found = await inPage<Ended & { from: number }>(
      second,
      `await restoreSession();
      const from = run().progress.step;
      if (run().state.type !== 'finished') run().resume();
      ${ended('from')}`,
    );
    const told = `closed at ${closing.told}; resumed from step ${found.from}`;
    expect(found.curve, told).toEqual(whole);
    expect(found.weights, told).toBe(weights);
    await context.close();
  });

  it('goes on from an older checkpoint in a run of its own, which becomes the same', async () => {
    const page = await openPage();
    const found = await inPage<{
      curve: Curve;
      weights: string;
      record: RunRecord;
      parent: { steps: number[]; losses: number; weights: string };
      isOther: boolean;
    }>(
      page,
      `const { resumeRun } = await import('/src/store/run-forks.ts');
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().state.type === 'finished');
      const parentId = run().run.id;
      await resumeRun(parentId, 25);
      const shown = curve().steps.length;
      if (shown !== 25) throw new Error('shows ' + shown + ' steps of its past');
      await until(() => run().state.type === 'finished');
      const { id } = run().run;
      const steps = (await runLibrary.checkpoints(parentId)).map(({ step }) => step);
      const losses = (await runLibrary.losses(parentId)).steps.length;
      const stored = Array.from((await runLibrary.losses(id)).steps);
      if (stored.length !== 60) throw new Error('keeps ' + stored.length + ' steps');
      return {
        curve: curve(),
        weights: await digest(id),
        record: await runLibrary.read(id),
        parent: { steps, losses, weights: await digest(parentId) },
        isOther: id !== parentId,
      };`,
    );
    expect(found.isOther).toBe(true);
    expect(found.curve).toEqual(whole);
    expect(found.weights).toBe(weights);
    expect(found.record.origin).toMatchObject({ type: 'fork', step: 25, fresh: [] });
    expect(found.record.ranOn.map(({ fromStep }) => fromStep)).toEqual([25]);
    expect(found.parent).toMatchObject({ losses: 60, weights });
    expect(found.parent.steps).toContain(60);
  });

  it('keeps what fits of a run whose graph was changed', async () => {
    const page = await openPage();
    const found = await inPage<{ record: RunRecord; steps: number[] }>(
      page,
      `const { forkRun } = await import('/src/store/run-forks.ts');
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      run().train();
      await until(() => run().progress.savedStep >= 25);
      run().pause();
      await until(() => run().state.type === 'paused');
      const { id } = run().run;
      const changed = structuredClone(ring);
      changed.networks.D.nodes.hidden.params.arguments.units = 'hidden + 4';
      useDocumentStore.getState().open(changed);
      await forkRun(id, run().progress.savedStep, useDocumentStore.getState().document);
      await until(() => run().state.type === 'finished');
      return { record: await runLibrary.read(run().run.id), steps: curve().steps };`,
    );
    const { origin } = found.record;
    if (origin.type !== 'fork') throw new Error('it does not say that it is a fork');
    expect(origin.kept).toContain('G/point/kernel');
    expect(origin.kept.some((name) => name.startsWith('D/'))).toBe(false);
    expect(origin.fresh).toContain('D/logit/kernel');
    expect(found.steps).toEqual(whole.steps);
    expect(found.record.step).toBe(60);
  });

  it('trains several beside each other, each as if it were alone', async () => {
    const page = await openPage();
    const found = await inPage<{
      weights: string[];
      curves: Curve[];
      open: Curve;
    }>(
      page,
      `const { useSideRuns } = await import('/src/store/side-runs.ts');
      useDocumentStore.getState().open(ring);
      run().setBackend('wasm');
      const side = () => useSideRuns.getState();
      const made = [];
      for (const name of ['one', 'two']) made.push(await side().make({ name, document: ring }));
      const bad = { ...ring, training: { ...ring.training, steps: 0 } };
      const refused = await side().make({ name: 'bad', document: bad }).then(() => '', (error) => error.message);
      if (!refused.includes('errors')) throw new Error('took a document with errors: ' + refused);
      run().train();
      await Promise.all(made.map((record) => side().open(record, 'train')));
      await until(() => made.every(({ id }) => side().runs[id].state.type === 'finished'));
      await until(() => run().state.type === 'finished');
      return {
        weights: await Promise.all(made.map(({ id }) => digest(id))),
        curves: made.map(({ id }) => side().runs[id].series.window(1000)),
        open: curve(),
      };`,
    );
    expect(found.open).toEqual(whole);
    expect(found.curves).toEqual([whole, whole]);
    expect(found.weights).toEqual([weights, weights]);
  });

  it('starts anew while another run is open', async () => {
    const page = await openPage();
    const found = await inPage<Curve>(
      page,
      `useDocumentStore.getState().open({ ...ring, training: { ...ring.training, steps: 5000 } });
      run().setBackend('wasm');
      run().train();
      await until(() => run().progress.step >= 10);
      run().pause();
      await until(() => run().state.type === 'paused');
      useDocumentStore.getState().open(ring);
      run().train();
      await until(() => run().state.type === 'finished');
      return curve();`,
    );
    expect(found).toEqual(whole);
  });
});
