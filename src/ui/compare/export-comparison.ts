/** The comparison as files: CSV, and one HTML page with the sheets in it. */
import type { ComparedRun } from '../../compare/compared-run.ts';
import { curvesCsv, tableCsv } from '../../compare/csv.ts';
import { evenSteps, sheetSteps, viewsOf } from '../../compare/nearest-sheet.ts';
import { type ReportSheet, reportHtml } from '../../compare/report.ts';
import { runLibrary } from '../../store/training-client.ts';
import type { SampleRecord } from '../../worker/storage-types.ts';
import { nodeTitle } from '../canvas/node-title.ts';
import { downloadBlob } from '../run/download.ts';
import { drawScatter, scatterInk } from '../run/draw-scatter.ts';
import { kindTitle } from '../texts/kind-texts.ts';
import { languageNow, tagOf } from '../texts/texts.ts';
import { useCompareLook } from './compare-look.ts';
import { compareTexts } from './compare-texts.ts';
import { sentencesOf } from './sentences-of.ts';
import { seriesName } from './series-name.ts';

/** Of each run and view: a page with all sheets of a long run would be too large to send. */
const SHEETS = 24;
const SCATTER_SIDE = 320;

export const exportTable = (runs: readonly ComparedRun[]): string =>
  save(new Blob([tableCsv(runs)], { type: 'text/csv' }), 'comparison.csv');

export const exportCurves = (runs: readonly ComparedRun[]): string =>
  save(new Blob([curvesCsv(runs)], { type: 'text/csv' }), 'comparison-curves.csv');

export async function exportPage(runs: readonly ComparedRun[], baseline: number): Promise<string> {
  const { axis, smoothing, isLog, hasBands } = useCompareLook.getState();
  const html = reportHtml({
    runs,
    baseline,
    sentences: sentencesOf(runs, baseline),
    sheets: await sheetsOf(runs),
    look: { axis, smoothing, isLog },
    hasBands,
    language: tagOf(languageNow()),
    words: compareTexts.now().report,
    seriesName,
    diffText: { kindOf: kindTitle, titleOf: ({ node }) => nodeTitle(node) },
    when: new Date().toISOString().slice(0, 10),
  });
  return save(new Blob([html], { type: 'text/html' }), 'comparison.html');
}

function save(blob: Blob, name: string): string {
  downloadBlob(blob, name);
  return name;
}

async function sheetsOf(runs: readonly ComparedRun[]): Promise<ReportSheet[]> {
  const found: ReportSheet[] = [];
  for (const [run, one] of runs.entries())
    for (const { view, title } of viewsOf([one]))
      for (const step of evenSteps(sheetSteps([one], view), SHEETS)) {
        const sample = await runLibrary.sample(one.id, view, step);
        // A sheet that cannot be read is left out; the run's others are there.
        if (sample) found.push({ run, view, title, step, url: await urlOf(sample) });
      }
  return found;
}

async function urlOf(sample: SampleRecord): Promise<string> {
  if (sample.type === 'sheet') return dataUrl(sample.png);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: SCATTER_SIDE, height: SCATTER_SIDE });
  const context = canvas.getContext('2d');
  // Ink for a light page, on white: the picture has no themes.
  if (context) {
    drawScatter(context, SCATTER_SIDE, sample, null, scatterInk(false));
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SCATTER_SIDE, SCATTER_SIDE);
  }
  return canvas.toDataURL('image/png');
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('reading a sheet failed'));
    reader.readAsDataURL(new Blob([blob], { type: 'image/png' }));
  });
}
