/** A comparison as one HTML page that needs nothing else: no network, no scripts from elsewhere, light and dark. Pure. */
import { diffDocuments, differsCanvas } from '../graph/diff/diff-documents.ts';
import { nameOf } from '../graph/graph-of.ts';
import type { GraphId } from '../graph/problem.ts';
import { cellWords, grouped } from './cell-words.ts';
import type { ComparedRun, Series } from './compared-run.ts';
import { comparisonTable, type Row, seriesOf } from './comparison-table.ts';
import { type PlotLook, plotLines } from './curve-plot.ts';
import { curveSvg } from './curve-svg.ts';
import { type DiffSvgText, diffSvg, SIGNS } from './diff-svg.ts';
import { escaped } from './escape.ts';
import { type Fate, mergedCanvas } from './merged-canvas.ts';
import { REPORT_SCRIPT, REPORT_STYLE } from './report-style.ts';
import type { reportWords } from './report-words.ts';
import { seedFamilies } from './seed-families.ts';

type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : Words<T[K]>;
};
export type ReportWords = Words<typeof reportWords>;

export interface ReportSheet {
  /** Index of the run. */
  readonly run: number;
  readonly view: string;
  readonly title: string;
  readonly step: number;
  /** The picture itself: `data:image/png;base64,…`. */
  readonly url: string;
}

export interface Report {
  readonly runs: readonly ComparedRun[];
  /** Index of the run that the others are held against. */
  readonly baseline: number;
  /** What differs from the baseline, one for each run; empty for the baseline itself. */
  readonly sentences: readonly string[];
  readonly sheets: readonly ReportSheet[];
  readonly look: PlotLook;
  readonly hasBands: boolean;
  readonly language: string;
  readonly words: ReportWords;
  readonly seriesName: (series: Pick<Series, 'kind' | 'name' | 'title'>) => string;
  readonly diffText: Pick<DiffSvgText, 'titleOf' | 'kindOf'>;
  readonly when: string;
}

export function reportHtml(report: Report): string {
  const { runs, words, language, sentences, baseline, when } = report;
  const title = words.title(runs.length);
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1>
<ul class="runs">${runs.map(({ name }, i) => `<li><span class="swatch c${i}"></span>${escaped(name)}${i === baseline ? ` <span class="muted">(${escaped(words.baseline)})</span>` : ''}</li>`).join('')}</ul>
${sentences.map((sentence) => (sentence === '' ? '' : `<p>${escaped(sentence)}</p>`)).join('\n')}
</header>
<main>
${curvesPart(report)}
${tablePart(report)}
${sheetsPart(report)}
${graphsPart(report)}
</main>
<footer><p>${escaped(words.written(when))}</p></footer>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

function curvesPart({ runs, look, hasBands, words, seriesName }: Report): string {
  const families = hasBands ? seedFamilies(runs) : runs.map((_, i) => [i]);
  const plots = seriesOf(runs).flatMap((series) => {
    const name = seriesName(series);
    const lines = plotLines(runs, families, series.key, look);
    const svg = curveSvg(lines, look.isLog, {
      label: words.plot(name),
      xAxis: words.axes[look.axis],
    });
    return svg ? [`<figure><figcaption>${escaped(name)}</figcaption>${svg}</figure>`] : [];
  });
  if (plots.length === 0) return '';
  const joined = families.filter((family) => family.length > 1);
  const notes = [
    ...(look.smoothing > 0 ? [words.smoothed(String(look.smoothing))] : []),
    ...joined.map((family) => words.overSeeds(family.map((i) => runs[i]?.name).join(', '))),
  ];
  return `<section><h2>${escaped(words.curves)}</h2>${notes.map((note) => `<p class="muted">${escaped(note)}</p>`).join('')}<div class="plots">${plots.join('\n')}</div></section>`;
}

function tablePart({ runs, words, seriesName }: Report): string {
  const rows = comparisonTable(runs);
  const body = rows.map((row, index) => {
    const head =
      rows[index - 1]?.section === row.section
        ? ''
        : `<tr class="section"><th colspan="${runs.length + 1}" scope="rowgroup">${escaped(words.sections[row.section])}</th></tr>`;
    const cells = row.cells.map((cell, run) => {
      const leads = row.leaders.includes(run) ? ` title="${escaped(words.leads)}"` : '';
      const text = escaped(cellWords(row, cell));
      const step =
        row.name.type === 'best' && cell?.type === 'number' && cell.step !== undefined
          ? `<small>${escaped(words.atStep(grouped(cell.step)))}</small>`
          : '';
      return `<td${leads}>${leads ? `<strong>★ ${text}</strong>` : text}${step}</td>`;
    });
    return `${head}<tr${row.differs ? '' : ' class="same"'}><th scope="row">${escaped(rowName(row, words, seriesName))}</th>${cells.join('')}</tr>`;
  });
  const head = runs.map(
    ({ name }, i) => `<th scope="col"><span class="swatch c${i}"></span>${escaped(name)}</th>`,
  );
  return `<section><h2>${escaped(words.table)}</h2><div class="scroll"><table><thead><tr><th scope="col">${escaped(words.row)}</th>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div></section>`;
}

export function rowName(
  { name }: Row,
  words: Pick<ReportWords, 'facts' | 'trainable' | 'final' | 'best'>,
  seriesName: Report['seriesName'],
): string {
  switch (name.type) {
    case 'fact':
      return words.facts[name.fact];
    case 'written':
      return name.text;
    case 'trainable':
      return words.trainable(name.network);
    case 'final':
      return name.series.kind === 'loss'
        ? seriesName(name.series)
        : words.final(seriesName(name.series));
    case 'best':
      return words.best(seriesName(name.series));
    default:
      return name satisfies never;
  }
}

function sheetsPart({ runs, sheets, words }: Report): string {
  if (sheets.length === 0) return '';
  const steps = [...new Set(sheets.map(({ step }) => step))].sort((a, b) => a - b);
  const views = [...new Map(sheets.map(({ view, title }) => [view, title]))];
  const figure = (view: string, title: string, run: number) => {
    const own = sheets
      .filter((sheet) => sheet.view === view && sheet.run === run)
      .sort((a, b) => a.step - b.step);
    const name = runs[run]?.name ?? '';
    const images = own.map(({ step, url }, i) => {
      const alt = escaped(words.sheetOf(name, title, grouped(step)));
      return `<img src="${escaped(url)}" alt="${alt}" data-step="${step}"${i === own.length - 1 ? '' : ' hidden'}>`;
    });
    return `<figure class="sheet"><figcaption><span class="swatch c${run}"></span>${escaped(name)} <span class="muted at"></span></figcaption><p class="early muted" hidden>${escaped(words.nothingKept)}</p>${images.join('\n')}</figure>`;
  };
  const parts = views.map(
    ([view, title]) =>
      `<h3>${escaped(title)}</h3><div class="sheets">${runs.map((_, run) => figure(view, title, run)).join('')}</div>`,
  );
  const last = steps.length - 1;
  return `<section><h2>${escaped(words.sheets)}</h2><p><label>${escaped(words.sheetsStep)} <output id="step-shown">${grouped(steps[last] ?? 0)}</output><br><input id="step" type="range" min="0" max="${last}" value="${last}" data-steps="${JSON.stringify(steps)}"></label></p>${parts.join('\n')}</section>`;
}

function graphsPart({ runs, baseline, words, diffText }: Report): string {
  const before = runs[baseline];
  if (!before || runs.length < 2) return '';
  const parts = runs.flatMap((after, index) => {
    if (index === baseline) return [];
    const heading = words.graphsOf(after.name, before.name);
    const canvases = diffDocuments(before.document, after.document).canvases.filter(differsCanvas);
    const figures = canvases.map((canvas) => {
      const name = canvasName(canvas.after ?? canvas.before ?? 'objective', words);
      const merged = mergedCanvas(canvas, before.document, after.document);
      const svg = diffSvg(merged, { ...diffText, label: `${name}: ${heading}` });
      return `<figure><figcaption>${escaped(name)}</figcaption>${svg}</figure>`;
    });
    const body =
      figures.length > 0 ? figures : [`<p class="muted">${escaped(words.noDifference)}</p>`];
    return [`<h3>${escaped(heading)}</h3>${body.join('\n')}`];
  });
  const key = (['added', 'removed', 'changed', 'indirect'] as const).map(
    (fate: Fate) => `${SIGNS[fate]} ${words.fates[fate]}`,
  );
  return `<section><h2>${escaped(words.graphs)}</h2><p class="muted">${escaped(key.join(' · '))}</p>${parts.join('\n')}</section>`;
}

export function canvasName(
  id: GraphId,
  words: Pick<ReportWords, 'objective' | 'network' | 'block'>,
): string {
  if (id === 'objective') return words.objective;
  return id.startsWith('blocks.') ? words.block(nameOf(id)) : words.network(nameOf(id));
}
