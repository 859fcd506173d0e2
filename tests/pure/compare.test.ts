/** Comparing runs: what curves, the table, the merged canvas and the exports say. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { type ComparedRun, type Series, toldApart } from '../../src/compare/compared-run.ts';
import { comparisonTable, differencesOnly } from '../../src/compare/comparison-table.ts';
import { costOf } from '../../src/compare/cost-of.ts';
import { curvesCsv, tableCsv } from '../../src/compare/csv.ts';
import { curveOf, extremes, placesOn, smoothed, valueAt } from '../../src/compare/curves.ts';
import { changeLines, LETTERS } from '../../src/compare/field-words.ts';
import { mergedCanvas } from '../../src/compare/merged-canvas.ts';
import { evenSteps, nearestSheet } from '../../src/compare/nearest-sheet.ts';
import { progressOf } from '../../src/compare/progress.ts';
import { type Report, reportHtml } from '../../src/compare/report.ts';
import { reportWords } from '../../src/compare/report-words.ts';
import { bandOf, seedFamilies } from '../../src/compare/seed-families.ts';
import { compile } from '../../src/compiler/compile.ts';
import { diffDocuments } from '../../src/graph/diff/diff-documents.ts';
import type { FieldSide } from '../../src/graph/diff/diff-types.ts';
import { presets } from '../../src/graph/presets.ts';

const RING = presets.find(({ id }) => id === 'ring')?.document as Document;

function series(name: string, values: readonly number[], kind: Series['kind'] = 'loss'): Series {
  const steps = Float64Array.from(values, (_, i) => i);
  const key = kind === 'loss' ? `loss ${name}` : `metric m ${name}`;
  return { kind, key, name, title: 'M', steps, values: Float64Array.from(values) };
}

function run(name: string, document: Document, all: readonly Series[] = []): ComparedRun {
  return {
    id: name,
    name,
    document,
    step: 100,
    totalSteps: 100,
    trainedMs: 5000,
    peakBytes: 2e6,
    progress: { seconds: null, images: null },
    ...costOf(document, 'wasm'),
    backend: 'wasm',
    data: { name: 'ring', hash: 'a' },
    series: all,
    sheets: [0, 10, 20].map((step) => ({ view: 'samples', title: 'Samples', step })),
  };
}

const drawn = (one: Series) => curveOf(one, one.steps, 0);

/** Another seed alone. */
const seeded: Document = { ...RING, training: { ...RING.training, seed: RING.training.seed + 1 } };
/** Another activation, a parameter of another value, a view removed. */
const other = changed(RING);

function changed(document: Document): Document {
  const copy = structuredClone(document);
  const block = copy.blocks?.Smooth;
  for (const node of Object.values(block?.nodes ?? {}))
    if (node.kind === 'tanh') Object.assign(node, { kind: 'sigmoid' });
  const { zDim } = copy.parameters;
  if (zDim) zDim.value += 1;
  const view = Object.entries(copy.objective.nodes).find(([, { kind }]) => kind === 'scatter')?.[0];
  if (view) {
    delete copy.objective.nodes[view];
    copy.objective.edges = copy.objective.edges.filter(({ to }) => !to.startsWith(`${view}.`));
  }
  return copy;
}

it('estimates memory for the backend that a run was computed on', () => {
  const [wasm, webGpu, both] = ['wasm', 'webgpu', 'wasm, webgpu'].map(
    (backend) => costOf(RING, backend).cost?.memoryBytes,
  );
  expect(wasm).toBe(compile(RING).summary?.memoryBytes);
  expect(webGpu).not.toBe(wasm);
  expect(both).toBe(webGpu);
});

describe('curves', () => {
  it('are smoothed from their first value on, not from zero, and keep their gaps', () => {
    const values = smoothed(Float64Array.from([4, 4, Number.NaN, 8]), 0.5);
    expect([...values]).toEqual([4, 4, Number.NaN, (0.5 * (0.5 * 2 + 0.5 * 4) + 0.5 * 8) / 0.875]);
  });

  it('of few points are hardly smoothed, so that a metric does not lag behind its losses', () => {
    const ys = (points: number) =>
      curveOf(
        series(
          'g',
          Array.from({ length: points }, (_, i) => i / points),
        ),
        Float64Array.from({ length: points }, (_, i) => i),
        0.9,
      ).ys;
    expect([...ys(20)]).toEqual(Array.from({ length: 20 }, (_, i) => i / 20));
    // As many steps behind as 0.9 has them, w / (1 − w).
    expect(ys(5000).at(-1)).toBeCloseTo((4999 - 9) / 5000, 4);
  });

  it('keep every spike however few points are drawn', () => {
    const values = Array.from({ length: 20_000 }, (_, i) =>
      i === 7_777 ? 99 : i === 7_778 ? -99 : 1,
    );
    const column = extremes(drawn(series('g', values)), { from: 0, to: 19_999 }, 200);
    expect(column).toHaveLength(400);
    const at = column.indexOf(99);
    expect(column.slice(at, at + 2)).toEqual([99, -99]);
    expect(Math.abs(at / 400 - 7_777 / 20_000)).toBeLessThan(0.01);
    expect(column.filter((value) => value === 99)).toHaveLength(1);
  });

  it('that only cross the span are met at its ends', () => {
    const steps = Float64Array.from([0, 100]);
    const column = extremes({ xs: steps, ys: Float64Array.from([0, 10]) }, { from: 25, to: 50 }, 4);
    expect([column[0], column.at(-1)]).toEqual([2.5, 5]);
  });

  it('say their newest value at the cursor, and nothing after their end', () => {
    const curve = curveOf(series('g', [5, 6, 7]), Float64Array.of(0, 10, 20), 0);
    expect([valueAt(curve, 19), valueAt(curve, 20), valueAt(curve, 21)]).toEqual([6, 7, null]);
  });
});

describe('a changed field on a card', () => {
  const lines = (before: FieldSide, after: FieldSide, isIndirect: boolean) =>
    changeLines({ field: 'filters', before, after, isIndirect });

  it('keeps old and new in sight, and gives up the expression first', () => {
    const written = 'ngf * imageSize / 8 / 2 ** (i + 1)';
    const one = lines({ written, value: 128 }, { written, value: 64 }, true);
    expect(one).toEqual({ old: 'ngf * imageSize /… = 128', new: '64' });
    const lists = lines({ written, value: [16, 32, 64, 128] }, { written, value: [8, 16] }, true);
    expect(lists).toEqual({ old: '[16,32,64,128]', new: '[8,16]' });
    const long = lines({ written: 'a'.repeat(40) }, { written, value: 7 }, false);
    expect(long).toEqual({ old: `${'a'.repeat(23)}…`, new: 'ngf * imageSize / 8 / 2 *… = 7' });
    for (const { old, new: now } of [one, lists, long]) {
      expect(`filters ${old}`.length).toBeLessThanOrEqual(LETTERS);
      expect(`→ ${now}`.length).toBeLessThanOrEqual(LETTERS);
    }
  });
});

describe('axes', () => {
  const steps = Float64Array.of(1, 2, 3, 4);
  const at = (run: ComparedRun, axis: 'time' | 'images', ...places: readonly number[]) =>
    placesOn(run, axis)?.(Float64Array.from(places));

  it('of time and images go by what each step took, also where the run became slower or its batches larger', () => {
    const seconds = progressOf(steps, [1, 1, 5, 5]);
    const images = progressOf(steps, [64, 64, 128, 128]);
    const grown = { ...run('a', RING), progress: { seconds, images } };
    expect(at(grown, 'time', 0, 1, 2, 3, 4)).toEqual(Float64Array.of(0, 1, 2, 7, 12));
    expect(at(grown, 'images', 0, 2, 2.5, 4, 6)).toEqual(Float64Array.of(0, 128, 192, 384, 576));
  });

  it('take the mean for steps of which nothing was kept, and for runs from before it was', () => {
    const half = progressOf(Float64Array.of(1, 2, 5), [Number.NaN, 3, 3], 2);
    expect([...(half?.totals ?? [])]).toEqual([2, 5, 12]);
    expect(progressOf(steps, new Float32Array(4).fill(Number.NaN), 2)).toBeNull();
    // 5000 ms in 100 steps.
    expect(at(run('a', RING), 'time', 20)).toEqual(Float64Array.of(1));
    expect(at({ ...run('a', RING), batchSize: null }, 'images', 20)).toBeUndefined();
  });

  it('count in the terminal from its first step, which is 0', () => {
    const from0 = progressOf(Float64Array.of(0, 1), [2, 3]);
    expect([...(from0?.totals ?? [])]).toEqual([2, 5]);
  });
});

describe('runs that differ in their seed alone', () => {
  it('are one family; other data or another graph is none', () => {
    const data = { name: 'ring', hash: 'b' };
    const runs = [run('a', RING), run('b', other), run('c', seeded), { ...run('d', seeded), data }];
    expect(seedFamilies(runs)).toEqual([[0, 2], [1], [3]]);
  });

  it('have a mean, and a band from the lowest to the highest', () => {
    const curves = [
      [1, 3, 5],
      [3, 5, 13],
    ].map((values) => drawn(series('g', values)));
    expect(bandOf(curves, { from: 0, to: 2 }, 3)).toEqual({
      mean: [2, 4, 9],
      low: [1, 3, 5],
      high: [3, 5, 13],
    });
  });
});

describe('the table', () => {
  const runs = [
    run('a', RING, [series('slicedWasserstein', [9, 2, 3], 'metric')]),
    run('b', other, [series('slicedWasserstein', [9, 4, 1], 'metric'), series('d', [1])]),
  ];
  const rows = comparisonTable(runs);
  const cells = (key: string) => rows.find((row) => row.key === key)?.cells;

  it('has final and best values, and says which run leads', () => {
    expect(cells('metrics metric m slicedWasserstein final')).toEqual([
      { type: 'number', value: 3, step: 2 },
      { type: 'number', value: 1, step: 2 },
    ]);
    const best = rows.find(({ key }) => key.endsWith('slicedWasserstein best'));
    expect(best?.cells).toEqual([
      { type: 'number', value: 2, step: 1 },
      { type: 'number', value: 1, step: 2 },
    ]);
    expect(best?.leaders).toEqual([1]);
    expect(cells('run stepMs')).toEqual([50, 50].map((value) => ({ type: 'number', value })));
  });

  it('can leave out what is the same', () => {
    const kept = differencesOnly(rows).map(({ key }) => key);
    expect(kept).toContain(`parameters ${Object.keys(RING.parameters)[0]}`);
    expect(kept).toContain('losses loss d final');
    expect(kept).not.toContain('run stepMs');
    expect(kept).not.toContain('training seed');
  });
});

describe('sheets', () => {
  it('are the nearest at or before the step', () => {
    const steps = [-1, 0, 9, 10, 500].map(
      (step) => nearestSheet(run('a', RING), 'samples', step)?.step,
    );
    expect(steps).toEqual([undefined, 0, 0, 10, 20]);
  });

  it('are thinned evenly, with the first and the last', () => {
    expect(evenSteps([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
  });
});

describe('two graphs on one canvas', () => {
  const diff = diffDocuments(RING, other);
  const canvas = diff.canvases.find(({ after }) => after === 'objective');
  const block = diff.canvases.find(({ after }) => after === 'blocks.Smooth');
  const network = diff.canvases.find(({ after }) => after === 'networks.G');
  if (!canvas || !network || !block) throw new Error('ring has these canvases');
  const merged = mergedCanvas(canvas, RING, other);

  it('shows what was removed, with its wires', () => {
    const gone = merged.cards.filter(({ fate }) => fate === 'removed');
    expect(gone.map(({ node }) => node.kind)).toEqual(['scatter']);
    const wires = merged.wires.filter(({ fate }) => fate === 'removed');
    expect(wires.length).toBeGreaterThan(0);
    expect(wires.every(({ to }) => to.card === gone[0]?.key)).toBe(true);
  });

  it('tells what was changed from what only came to other values', () => {
    const changed = mergedCanvas(block, RING, other).cards.filter(({ fate }) => fate === 'changed');
    expect(changed.map(({ before, node }) => [before?.kind, node.kind])).toEqual([
      ['tanh', 'sigmoid'],
    ]);
    const { cards } = mergedCanvas(network, RING, other);
    expect(cards.map(({ id, fate }) => [id, fate])).toContainEqual(['z', 'indirect']);
    expect(cards.map(({ id, fate }) => [id, fate])).toContainEqual(['point', 'kept']);
  });

  it('lays no card over another', () => {
    for (const [i, a] of merged.cards.entries())
      for (const b of merged.cards.slice(i + 1)) {
        const isApart =
          Math.abs(a.left - b.left) >= 216 ||
          a.top + a.height <= b.top ||
          b.top + b.height <= a.top;
        expect(isApart, `${a.key} and ${b.key}`).toBe(true);
      }
  });
});

describe('exports', () => {
  const evil = { ...RING, name: '<img src=x onerror=alert(1)>' };
  const names = toldApart(['=a,"b"', '=a,"b"', '<script src="https://x.test/a.js"></script>']);
  const runs = names.map((name, i) =>
    run(name, i === 2 ? evil : i === 1 ? other : RING, [series('d', [1, Number.NaN, 3])]),
  );

  it('write CSV that a reader takes apart as it was, and that no spreadsheet runs', () => {
    const [head, first] = tableCsv(runs).split('\r\n');
    expect(head?.split(',').slice(0, 2)).toEqual(['run', 'run steps']);
    expect(first?.startsWith(`"'=a,""b""",100,ring,wasm,50`)).toBe(true);
    const points = curvesCsv(runs).split('\r\n');
    expect(points).toHaveLength(1 + 3 * 3 + 1);
    expect(points[3]).toBe(`"'=a,""b""",loss,d,d,2,${2 * (runs[0]?.batchSize ?? 0)},0.1,3`);
  });

  it('write one page without anything from elsewhere, and no markup out of names', () => {
    const report: Report = {
      runs,
      baseline: 0,
      sentences: ['', 'b differs', '<b>'],
      sheets: [
        { run: 0, view: 'samples', title: 'S', step: 10, url: 'data:image/png;base64,AA==' },
      ],
      look: { axis: 'step', smoothing: 0.5, isLog: false },
      hasBands: true,
      language: 'en',
      words: reportWords,
      seriesName: ({ name }) => name,
      diffText: { titleOf: ({ id }) => id, kindOf: (kind) => kind },
      when: 'today',
    };
    const html = reportHtml(report);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<img/g)).toHaveLength(1);
    const addresses = [...html.matchAll(/(?:src|href|xlink:href|action)="([^"]*)"|url\(|@import/g)];
    expect(addresses.map(([, address]) => address)).toEqual(['data:image/png;base64,AA==']);
    expect(html).toContain("default-src 'none'");
    // Two of the three differ in nothing: they are one line with a band.
    expect(html.match(/class="(line|band) c\d"/g)).toHaveLength(3);
    expect(html).toMatch(/class="card removed"[\s\S]*−/);
  });
});
