/** Stored runs in a real browser, where storage fails: nothing saved is lost, and what happened is said. */
import { describe, expect, it } from 'vitest';
import { inPage, newPage, page, setQuota, useStoragePage } from './support/storage-page.ts';

useStoragePage('runs-library-test');

const MB = 1 << 20;

describe('checkpoints', () => {
  it('are files that rows name, listed without being read, and gone with their run', async () => {
    const found = await inPage(`
      await storage.putRun(record('a'));
      await advance('a', 1, { size: 4096 });
      await advance('a', 2, { size: 4096 });
      const kept = await files();
      const rows = await checkpointRows();
      const listed = await library.checkpoints('a');
      const whole = isSame(await library.checkpoint('a', 1), 1, 4096);
      await library.removeCheckpoints('a', [1]);
      const left = await files();
      await library.remove(['a']);
      return { named: rows.map(({ file }) => file).sort().join() === kept.join(), bytes: rows.some((row) => 'bytes' in row),
        listed: listed.map(({ step, bytes, at }) => [step, bytes, at > 0]), whole, left: left.length, end: await files() };`);
    expect(found).toEqual({
      named: true,
      bytes: false,
      listed: [
        [1, 4096, true],
        [2, 4096, true],
      ],
      whole: true,
      left: 1,
      end: [],
    });
  });

  it('stay in their rows where the file system refuses', async () => {
    const found = await inPage(`
      navigator.storage.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));
      await storage.putRun(record('a'));
      await advance('a', 1, { size: 4096 });
      const [row] = await checkpointRows();
      return [row.bytes.length, row.file, isSame(await storage.newestCheckpoint('a'), 1, 4096),
        (await library.usage()).runs.a.checkpoints];`);
    expect(found).toEqual([4096, '', true, 4096]);
  });
});

describe('a browser whose room runs out', () => {
  const filled = `
    await storage.putRun(record('pinned', { isPinned: true }));
    await advance('pinned', 1, { size: ${2 * MB} });
    await advance('pinned', 2, { size: ${2 * MB} });
    await storage.putRun(record('old'));
    for (const step of [1, 2, 3]) await advance('old', step, { size: ${2 * MB} });
    await storage.putRun(record('new'));
    await advance('new', 1, { size: ${2 * MB} });
    return (await navigator.storage.estimate()).usage;`;

  it('gives up old checkpoints before a write that would not fit, says which, and keeps what is pinned', async () => {
    await setQuota(100 * MB);
    const used = (await inPage(filled)) as number;
    await setQuota(used + MB);
    const found = await inPage(`
      await advance('new', 2, { size: ${2 * MB} });
      await settled();
      const steps = async (id) => (await library.checkpoints(id)).map(({ step }) => step);
      return { old: await steps('old'), pinned: await steps('pinned'), new: await steps('new'), news,
        losses: (await library.losses('old')).steps.length };`);
    expect(found).toEqual({
      old: [3],
      pinned: [1, 2],
      new: [1, 2],
      news: [
        {
          type: 'made-room',
          runs: [{ runId: 'old', name: 'old', bytes: 4 * MB, steps: [1, 2], isLast: false }],
        },
      ],
      losses: 3,
    });
  });

  it('does so in the middle of a write, too, where the estimate was wrong', async () => {
    await setQuota(100 * MB);
    const used = (await inPage(filled)) as number;
    await setQuota(used + MB);
    const found = await inPage(`
      navigator.storage.estimate = () => Promise.resolve({ usage: 0, quota: 1e12 });
      await advance('new', 2, { size: ${2 * MB} });
      await settled();
      return [isSame(await storage.newestCheckpoint('new'), 2, ${2 * MB}), news.map(({ type }) => type),
        (await files()).length, (await checkpointRows()).length];`);
    expect(found).toEqual([true, ['made-room'], 5, 5]);
  });

  it('fails with a sentence where nothing may go, and the checkpoint before is as it was', async () => {
    await setQuota(100 * MB);
    const used = (await inPage(`
      await storage.putRun(record('new'));
      await advance('new', 1, { size: ${2 * MB} });
      return (await navigator.storage.estimate()).usage;`)) as number;
    await setQuota(used + MB);
    // Far more than the browser may give back meanwhile, of what it has counted as used.
    const found = (await inPage(`
      const message = await advance('new', 2, { size: ${32 * MB} }).then(() => 'kept', (error) => error.message);
      return { message, newest: isSame(await storage.newestCheckpoint('new'), 1, ${2 * MB}),
        step: (await library.read('new')).step, files: (await files()).length, news };`)) as {
      readonly message: string;
    };
    expect(found).toEqual({
      message: expect.stringMatching(
        /^Could not keep the checkpoint of step 2: the browser has no room left/,
      ),
      newest: true,
      step: 1,
      files: 1,
      news: [],
    });
  });
});

describe('a page that is closed in the middle of a write', () => {
  const begun = `
    await storage.putRun(record('a'));
    await advance('a', 1, { size: 4096 });`;
  const after = `
    const newest = isSame(await storage.newestCheckpoint('a'), 1, 4096);
    const step = (await library.read('a')).step;
    const before = (await files()).length;
    await library.clearAway();
    return { newest, step, before, after: (await files()).length };`;

  it('leaves the checkpoint before where the file was half written', async () => {
    await inPage(begun);
    await inPage(`
      const { write } = FileSystemWritableFileStream.prototype;
      FileSystemWritableFileStream.prototype.write = async function (bytes) {
        await write.call(this, bytes.subarray(0, bytes.length / 2));
        globalThis.isHalf = true;
        return new Promise(() => {});
      };
      void advance('a', 2, { size: 4096 });
      while (!globalThis.isHalf) await settled();`);
    await page.close();
    expect(await inPage(after, await newPage())).toEqual({
      newest: true,
      step: 1,
      before: 2,
      after: 1,
    });
  });

  it('leaves the checkpoint before where the file was whole and its row not written', async () => {
    await inPage(begun);
    await inPage(`
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...rest) {
        if (this.name === 'checkpoints') { globalThis.isThere = true; for (;;); }
        return put.apply(this, rest);
      };
      setTimeout(() => void advance('a', 2, { size: 4096 }));`);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const next = await newPage();
    await page.close();
    expect(await inPage(after, next)).toEqual({ newest: true, step: 1, before: 2, after: 1 });
  });

  it('is not taken for closed while it still writes', async () => {
    await inPage(begun);
    const other = await newPage();
    await inPage(`
      const { close } = FileSystemWritableFileStream.prototype;
      FileSystemWritableFileStream.prototype.close = async function () {
        await close.call(this);
        globalThis.isHalf = true;
        await new Promise((resolve) => { globalThis.goOn = resolve; });
      };
      globalThis.writing = advance('a', 2, { size: 4096 });
      while (!globalThis.isHalf) await settled();`);
    await inPage('await library.clearAway();', other);
    const found = await inPage(`
      globalThis.goOn();
      await globalThis.writing;
      return isSame(await storage.newestCheckpoint('a'), 2, 4096);`);
    expect(found).toBe(true);
  });
});

describe('damage', () => {
  it('to a file is told, and the run goes on from the checkpoint before', async () => {
    const found = await inPage(`
      await storage.putRun(record('a', { name: 'Alpha' }));
      for (const step of [1, 2, 3]) await advance('a', step, { size: 4096 });
      const rows = await checkpointRows();
      const fileOf = (step) => rows.find((row) => row.step === step).file;
      const shortened = await (await (await folder()).getFileHandle(fileOf(3))).createWritable({ keepExistingData: true });
      await shortened.truncate(1000);
      await shortened.close();
      const changed = await (await (await folder()).getFileHandle(fileOf(2))).createWritable({ keepExistingData: true });
      await changed.write({ type: 'write', position: 2000, data: new Uint8Array([7, 7, 7]) });
      await changed.close();
      const newest = await storage.newestCheckpoint('a');
      const three = await library.checkpoint('a', 3);
      await settled();
      return { is1: isSame(newest, 1, 4096), news, three,
        rows: (await checkpointRows()).length };`);
    expect(found).toEqual({
      is1: true,
      news: [
        { type: 'damaged', name: 'Alpha', step: 3, instead: 1 },
        { type: 'damaged', name: 'Alpha', step: 2, instead: 1 },
        { type: 'damaged', name: 'Alpha', step: 3, instead: null },
      ],
      three: null,
      rows: 3,
    });
  });

  it('to a record is counted, and the record stays where it is', async () => {
    const found = await inPage(`
      await storage.putRun(record('good'));
      await storage.putRun({ ...record('bad'), step: 'many' });
      await advance('bad', 1);
      await raw((db) => db.transaction('runs', 'readwrite').objectStore('runs').put({ ...record('bad'), step: 'many' }));
      await library.clearAway();
      return [(await library.list()).map(({ id }) => id), await library.unreadable(), await library.read('bad'),
        (await raw((db) => db.transaction('runs').objectStore('runs').count())), (await library.checkpoints('bad')).length];`);
    expect(found).toEqual([['good'], 1, null, 2, 1]);
  });
});

describe('what an earlier version stored', () => {
  /** Dexie counts versions in tens. */
  const earlier = (version: 1 | 2) => `
    const old = await new Promise((resolve, reject) => {
      const opening = indexedDB.open('ganvas', ${version * 10});
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => resolve(opening.result);
      opening.onupgradeneeded = () => {
        const db = opening.result;
        const make = (name, keyPath, ...indices) => {
          const store = db.createObjectStore(name, { keyPath });
          for (const index of indices) store.createIndex(Array.isArray(index) ? '[' + index.join('+') + ']' : index, index);
        };
        make('datasets', 'id');
        make('runs', 'id', 'updatedAt');
        make('checkpoints', ['runId', 'step'], 'runId');
        make('losses', ['runId', 'first'], 'runId');
        make('samples', ['runId', 'view', 'step'], 'runId', ['runId', 'step']);
        make('metrics', ['runId', 'view', 'step'], 'runId', ['runId', 'step']);
        ${
          version === 1
            ? "make('documents', 'id'); make('bindings', 'node');"
            : "make('documents', 'id', 'usedAt'); make('steps', ['document', 'step'], 'document'); make('sessions', 'id', 'updatedAt'); make('documentBindings', ['document', 'node'], 'document');"
        }
      };
    });
    const document = { format: 'ganvas.graph', version: 1, name: 'x', parameters: {}, networks: {},
      objective: { nodes: {}, edges: [] }, training: { batchSize: 1, steps: 9, seed: 1 } };
    const bytes = (step) => Uint8Array.from({ length: 4096 }, (_, i) => (step * 31 + i) % 251);
    const writing = old.transaction(['documents', 'runs', 'checkpoints', 'losses', 'samples', 'metrics'], 'readwrite');
    const put = (name, row) => writing.objectStore(name).put(row);
    ${version === 1 ? "put('documents', { id: 'open', document, savedAt: 5 });" : ''}
    put('runs', { id: 'a', name: 'Old', documentId: 'd', document, bindings: {}, backend: 'wasm', step: 8, totalSteps: 9,
      losses: ['d', 'g'], end: 'stopped', createdAt: 3, updatedAt: 4 });
    put('checkpoints', { runId: 'a', step: 4, bytes: bytes(4) });
    put('checkpoints', { runId: 'a', step: 8, bytes: bytes(8) });
    put('losses', { runId: 'a', first: 1, width: 2, steps: Float64Array.of(1, 2), values: Float32Array.of(1, 2, 3, 4) });
    put('samples', { runId: 'a', view: 'v', title: 'V', step: 4, type: 'sheet', png: new Blob(['png']) });
    put('metrics', { runId: 'a', view: 'm', title: 'M', step: 4, values: { modes: 8 } });
    await new Promise((resolve, reject) => { writing.oncomplete = resolve; writing.onerror = () => reject(writing.error); });
    old.close();`;

  for (const version of [1, 2] as const)
    it(`is all there: version ${version}; its weights move into files when there is time`, async () => {
      await page.evaluate(`(async () => { ${earlier(version)} })()`);
      const read = `
        const [run] = await library.list();
        const { losses, metrics } = await library.end('a');
        const seen = { name: run.name, tags: run.tags, notes: run.notes, isPinned: run.isPinned,
          newest: isSame(await storage.newestCheckpoint('a'), 8, 4096), older: isSame(await library.checkpoint('a', 4), 4, 4096),
          listed: (await library.checkpoints('a')).map(({ step, bytes }) => [step, bytes]),
          samples: await library.samples('a'), losses, metrics: metrics.map(({ values }) => values),
          png: await (await library.sample('a', 'v', 4)).png.text() };`;
      const found = await inPage(`${read}
        const before = (await files()).length;
        await library.clearAway();
        return { seen, before, after: (await files()).length, bytes: (await checkpointRows()).some((row) => row.bytes),
          sheets: (await library.usage()).runs.a.sheets };`);
      const seen = {
        name: 'Old',
        tags: [],
        notes: '',
        isPinned: false,
        newest: true,
        older: true,
        listed: [
          [4, 4096],
          [8, 4096],
        ],
        samples: [{ view: 'v', title: 'V', step: 4, type: 'sheet' }],
        losses: [
          { name: 'd', value: 3 },
          { name: 'g', value: 4 },
        ],
        metrics: [{ modes: 8 }],
        png: 'png',
      };
      expect(found).toEqual({ seen, before: 0, after: 2, bytes: false, sheets: 3 });
      expect(await inPage(`${read} return seen;`)).toEqual(seen);
    });
});

describe('two browser tabs', () => {
  it('hear of each other’s changes, and keep what the other takes back', async () => {
    const other = await newPage();
    await inPage(
      `globalThis.heard = 0; await library.list(); library.subscribe(() => { globalThis.heard += 1; });`,
      other,
    );
    await inPage(`
      await storage.putRun(record('a'));
      await advance('a', 1);
      await library.note('a', { deletedAt: Date.now() });`);
    await expect.poll(() => other.evaluate('globalThis.heard')).toBeGreaterThan(1);
    const gone = await inPage(
      `const listed = (await library.list()).length;
       await library.note('a', { deletedAt: null, notes: 'kept' });
       return [listed, (await library.list({ withDeleted: true })).length];`,
      other,
    );
    expect(gone).toEqual([0, 1]);
    const found = await inPage(`
      await library.clearAway();
      const [run] = await library.list();
      return [run.notes, (await library.checkpoints('a')).length];`);
    expect(found).toEqual(['kept', 1]);
  });

  it('clear away what was deleted in an earlier visit, and not what was deleted just now', async () => {
    const found = await inPage(`
      for (const [id, age] of [['before', 3600e3], ['now', 0]]) {
        await storage.putRun(record(id));
        await advance(id, 1);
        await library.note(id, { deletedAt: Date.now() - age });
      }
      await library.clearAway();
      return [(await library.list({ withDeleted: true })).map(({ id }) => id), (await files()).length,
        await storage.latestRun()];`);
    expect(found).toEqual([['now'], 1, null]);
  });

  it('train a run each, and neither loses a checkpoint', async () => {
    const other = await newPage();
    await inPage(`await storage.putRun(record('a')); await storage.putRun(record('b'));`);
    const train = (id: string) =>
      `for (let step = 1; step <= 8; step++) await advance('${id}', step, { size: 65536 });`;
    await Promise.all([inPage(train('a')), inPage(train('b'), other)]);
    const found = await inPage(`
      return Promise.all(['a', 'b'].map(async (id) => [isSame(await storage.newestCheckpoint(id), 8, 65536),
        (await library.checkpoints(id)).length, (await library.losses(id)).steps.length]));`);
    expect(found).toEqual([
      [true, 8, 8],
      [true, 8, 8],
    ]);
  });
});
