/**
 * Runs as if they had been trained, written straight into the storage of an open page: losses and metrics by formula, sheets
 * of flat colour with their step in it.
 */

/**
 * @param {import('playwright-core').Page} page
 * @param {readonly import('./seed-runs.d.mts').SeededRun[]} runs
 */
export async function seedRuns(page, runs) {
  for (const run of runs) await page.evaluate(seed, run);
}

/** In the page; it sees nothing of this file. */
async function seed({
  id,
  name,
  document,
  steps,
  sheets = 0,
  metrics = {},
  losses,
  lead = 0,
  record = {},
}) {
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open('ganvas');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const width = losses.length;
  const rows = { steps: new Float64Array(steps), values: new Float32Array(steps * width) };
  for (let step = 0; step < steps; step++) {
    rows.steps[step] = step;
    for (let k = 0; k < width; k++)
      rows.values[step * width + k] =
        0.3 * k + lead + Math.exp((-3 * step) / steps) + 0.1 * Math.sin(step * (1.7 + k));
  }
  const samples = [];
  const measured = [];
  const size = 256;
  for (let i = 0; i < sheets; i++) {
    const step = Math.round((i * steps) / Math.max(1, sheets - 1));
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d');
    for (let tile = 0; tile < 64; tile++) {
      context.fillStyle = `hsl(${(tile * 37 + i * 5 + lead * 300) % 360} 60% ${20 + ((tile * 7) % 60)}%)`;
      context.fillRect((tile % 8) * 32, (tile >> 3) * 32, 32, 32);
    }
    const png = await canvas.convertToBlob({ type: 'image/png' });
    samples.push({
      runId: id,
      view: 'samples',
      title: 'Samples',
      step,
      type: 'sheet',
      png,
      size: png.size,
    });
    for (const [view, names] of Object.entries(metrics)) {
      const values = Object.fromEntries(
        names.map((each, k) => [each, k + 1 + lead + Math.exp((-2 * step) / steps)]),
      );
      measured.push({ runId: id, view, title: view, step, values, samples: 256 });
    }
  }
  const transaction = db.transaction(['runs', 'losses', 'samples', 'metrics'], 'readwrite');
  const now = Date.now();
  transaction.objectStore('runs').put({
    id,
    name,
    document,
    bindings: {},
    backend: 'wasm',
    step: steps,
    totalSteps: steps,
    losses,
    end: 'finished',
    notes: '',
    tags: [],
    isPinned: false,
    deletedAt: null,
    data: { data: { name: 'ring', count: 1000, hash: 'abc' } },
    ranOn: [{ fromStep: 0, backend: 'wasm', device: 'SIMD', versions: {} }],
    trainedMs: steps * 12,
    origin: { type: 'fresh' },
    group: null,
    createdAt: now,
    updatedAt: now,
    ...record,
  });
  transaction.objectStore('losses').put({ runId: id, first: 0, width, ...rows });
  for (const sample of samples) transaction.objectStore('samples').put(sample);
  for (const row of measured) transaction.objectStore('metrics').put(row);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}
