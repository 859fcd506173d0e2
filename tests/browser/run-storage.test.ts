/** Storage in a real browser's IndexedDB: what a reload finds, and what a failure half-way leaves. */
import { describe, expect, it } from 'vitest';
import { inPage, page, useStoragePage } from './support/storage-page.ts';

useStoragePage('storage-test');

describe('storage in the browser', () => {
  it('finds a run, its losses and its newest checkpoint after a reload', async () => {
    await inPage(`
      await storage.putRun(record('a'));
      await advance('a', 2, { steps: [1, 2], samples: [
        { type: 'sheet', view: 'v', title: 'V', step: 0, png: new Blob(['png']) }] });
      await advance('a', 4, { steps: [3, 4], metrics: [{ view: 'm', title: 'M', step: 4, values: { modes: 8 } }] });`);
    await page.reload();
    const found = await inPage(`
      const run = await storage.latestRun();
      const history = await storage.historyOf('a', run.step);
      const checkpoint = await storage.newestCheckpoint('a');
      return { step: run.step, rows: history.rows, sample: await history.samples[0].png.text(),
        metrics: history.metrics.length, checkpoint: isSame(checkpoint, 4) };`);
    expect(found).toEqual({
      step: 4,
      rows: [1, 2, 3, 4].map((step) => ({ step, values: [step, step / 2], ms: 8, images: 32 })),
      sample: 'png',
      metrics: 1,
      checkpoint: true,
    });
  });

  it('keeps the newest checkpoints and a few of all before', async () => {
    const kept = (await inPage(`
      for (let step = 1; step <= 30; step++) await advance('a', step, { steps: [step] });
      const db = await new Promise((resolve) => {
        const request = indexedDB.open('ganvas');
        request.onsuccess = () => resolve(request.result);
      });
      return new Promise((resolve) => {
        const request = db.transaction('checkpoints').objectStore('checkpoints').getAllKeys();
        request.onsuccess = () => resolve(request.result.map((key) => key[1]));
      });`)) as number[];
    expect(kept).toHaveLength(12);
    expect([kept[0], ...kept.slice(-2)]).toEqual([1, 29, 30]);
  });

  it('leaves the last checkpoint as it was when writing the next one fails half-way', async () => {
    const found = await inPage(`
      await storage.putRun(record('a'));
      await advance('a', 2, { steps: [1, 2] });
      const bad = { view: 'm', title: 'M', step: 4, values: { modes() {} } };
      const message = await advance('a', 4, { steps: [3, 4], metrics: [bad] }).then(() => 'kept', (e) => e.message);
      const { rows } = await storage.historyOf('a', 9);
      return { message, step: (await storage.newestCheckpoint('a')).step, rows: rows.length,
        run: (await storage.latestRun()).step };`);
    expect(found).toMatchObject({ step: 2, rows: 2, run: 2 });
    expect((found as { message: string }).message).toContain(
      'Could not keep the checkpoint of step 4',
    );
  });

  it('notes what a run is computed on, and from what data, where its record comes later', async () => {
    const found = await inPage(`
      const ran = { fromStep: 0, backend: 'wasm', device: 'SIMD', versions: {} };
      const digits = { name: 'Digits', count: 10, hash: 'ab' };
      const noted = storage.describe('late', { ran, data: { data: digits } });
      await new Promise((resolve) => setTimeout(resolve, 200));
      await storage.putRun(record('late'));
      await noted;
      const { ranOn, data } = await library.read('late');
      return { ranOn, data };`);
    expect(found).toEqual({
      ranOn: [{ fromStep: 0, backend: 'wasm', device: 'SIMD', versions: {} }],
      data: { data: { name: 'Digits', count: 10, hash: 'ab' } },
    });
  });

  it('forgets what an earlier attempt showed beyond the checkpoint', async () => {
    const steps = await inPage(`
      await advance('a', 2, { steps: [1, 2] });
      await advance('a', 6, { steps: [3, 4, 5, 6], metrics: [{ view: 'm', title: 'M', step: 6, values: {} }] });
      await advance('a', 4, { steps: [3, 4] });
      const { rows, metrics } = await storage.historyOf('a', 99);
      return [rows.map(({ step }) => step), metrics.length, (await storage.newestCheckpoint('a')).step];`);
    expect(steps).toEqual([[1, 2, 3, 4], 0, 4]);
  });

  it('keeps every sample of a long run, and reads so many as the page shows, the first and the newest among them', async () => {
    const [steps, stored] = (await inPage(`
      const sample = (step) => ({ type: 'sheet', view: 'v', title: 'V', step, png: new Blob(['png']) });
      for (let at = 0; at < 300; at += 100) {
        const samples = Array.from({ length: 100 }, (_, i) => sample(at + i));
        await advance('a', at + 99, { steps: [at + 99], samples });
      }
      const stored = await library.samples('a');
      return [(await storage.historyOf('a', 999)).samples.map(({ step }) => step), stored.length];`)) as [
      number[],
      number,
    ];
    expect(stored).toBe(300);
    expect(steps).toHaveLength(160);
    expect(steps).toEqual(expect.arrayContaining([0, 299]));
  });

  it('keeps every run, and clears away the data that nothing names any more', async () => {
    const found = await inPage(`
      const stored = (name) => ({ type: 'stored', datasetId: name, name, fileNames: [] });
      await storage.bindDataset('doc', ['data'], { binding: stored('old'), dataset: points('old') });
      await storage.bindDataset('doc', ['data'], { binding: stored('bound'), dataset: points('bound') });
      for (let i = 0; i < 10; i++) {
        await storage.putRun(record('run' + i, { updatedAt: i }));
        await advance('run' + i, 1, { steps: [1] });
      }
      await storage.putRun(record('last', { updatedAt: Date.now() + 1000 }));
      return [await storage.loadDataset('old'), (await storage.loadDataset('bound'))?.name,
        (await storage.newestCheckpoint('run0'))?.step, (await storage.latestRun()).id,
        await storage.loadBindings('doc')];`);
    expect(found).toEqual([
      null,
      'bound',
      1,
      'last',
      { data: { type: 'stored', datasetId: 'bound', name: 'bound', fileNames: [] } },
    ]);
  });

  it('belongs to the worker that opened a run last: another that still trains it writes over nothing', async () => {
    const found = await inPage(`
      const other = createStorage();
      const ran = { fromStep: 0, backend: 'wasm', device: 'd', versions: {} };
      await storage.putRun(record('a'));
      await storage.describe('a', { ran, data: {} });
      await advance('a', 2, { steps: [1, 2] });
      await other.describe('a', { ran: { ...ran, fromStep: 2 }, data: {} });
      await other.advance('a', { checkpoint: { step: 6, bytes: bytesAt(6) }, rows: rowsOf(3, 4, 5, 6), samples: [], metrics: [], trainedMs: 0 });
      const message = await advance('a', 4, { steps: [3, 4] }).then(() => 'kept', (error) => error.message);
      const { rows } = await storage.historyOf('a', 99);
      const seen = { message, steps: rows.map(({ step }) => step), newest: (await storage.newestCheckpoint('a')).step };
      await storage.describe('a', { ran: { ...ran, fromStep: 6 }, data: {} });
      await advance('a', 8, { steps: [7, 8] });
      return { ...seen, later: (await storage.newestCheckpoint('a')).step, files: (await files()).length,
        isTold: 'writer' in (await library.read('a')) };`);
    expect(found).toEqual({
      message:
        'Could not keep the checkpoint of step 4: another browser tab has gone on with this run and keeps it. Reload this page to see where it stands.',
      steps: [1, 2, 3, 4, 5, 6],
      newest: 6,
      later: 8,
      files: 3,
      isTold: false,
    });
  });

  it('counts a damaged record as absent', async () => {
    const found = await inPage(`
      await storage.putRun({ ...record('a'), step: 'many' });
      const binding = { type: 'stored', datasetId: 'd', name: 'd', fileNames: [] };
      await storage.bindDataset('doc', ['n'], { binding, dataset: { type: 'points', name: 'd' } });
      return [await storage.latestRun(), await storage.loadDataset('d')];`);
    expect(found).toEqual([null, null]);
  });
});
