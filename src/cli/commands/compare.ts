/** `ganvas compare`: several runs beside each other, as a table, CSV, JSON or one HTML page. */
import { readFile, writeFile } from 'node:fs/promises';
import { cellWords } from '../../compare/cell-words.ts';
import { MOST_RUNS, type Series, toldApart } from '../../compare/compared-run.ts';
import {
  comparisonTable,
  differencesOnly,
  type Row,
  type Section,
} from '../../compare/comparison-table.ts';
import { curvesCsv, tableCsv } from '../../compare/csv.ts';
import { evenSteps, sheetSteps } from '../../compare/nearest-sheet.ts';
import { type ReportSheet, reportHtml, rowName } from '../../compare/report.ts';
import { reportWords } from '../../compare/report-words.ts';
import { diffDocuments } from '../../graph/diff/diff-documents.ts';
import { sayDiff } from '../../graph/diff/say-diff.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { type Arguments, givenValue } from '../arguments.ts';
import { type FolderRun, readCompared } from '../compare/read-compared.ts';
import { InputError, UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';
import { paints, type Terminal } from '../terminal.ts';
import type { Command } from './command.ts';

/** Of each run and view; a page with all sheets of a long run would be too large to send. */
const SHEETS = 24;

export const compare: Command = {
  usage: 'ganvas compare RUN RUN…',
  summary: 'hold runs against the first: differences, results, curves, sheets',
  description: `Compares two to ${MOST_RUNS} folders that "ganvas train" wrote; the others are held against the first. Prints what differs and a table of where the runs differ. With --csv: the table, one line a run; with --csv --curves: every point. With --json: {runs, sentences, rows}. With --html: one page that needs nothing else, with curves, table, samples (up to ${SHEETS} steps) and the difference of the graphs.`,
  options: ['csv', 'curves', 'html', 'json', 'help'],
  examples: [
    'ganvas compare runs/least-squares runs/cross-entropy',
    'ganvas compare runs/* --html comparison.html',
    'ganvas compare runs/a runs/b --csv --curves > curves.csv',
  ],
  async run(args, terminal) {
    const runs = await readAll(args);
    const file = givenValue(args, 'html');
    if (file !== undefined) {
      await writePage(file, runs);
      terminal.err(`Written to ${file}.\n`);
    }
    if (args.flags.has('json')) terminal.out(`${JSON.stringify(asJson(runs), null, 2)}\n`);
    else if (args.flags.has('csv'))
      terminal.out(args.flags.has('curves') ? curvesCsv(runs) : tableCsv(runs));
    else if (file === undefined) terminal.out(printed(runs, terminal));
    return 0;
  },
};

async function readAll(args: Arguments): Promise<readonly FolderRun[]> {
  const { positionals: folders, flags } = args;
  if (folders.length < 2 || folders.length > MOST_RUNS)
    throw new UsageError(
      `Name two to ${MOST_RUNS} folders of runs (${folders.length} given), for example: ganvas compare runs/a runs/b`,
    );
  if (flags.has('csv') && flags.has('json'))
    throw new UsageError('--csv and --json cannot both go to standard output; give one of them.');
  if (flags.has('curves') && !flags.has('csv'))
    throw new UsageError('--curves says what --csv writes; give --csv, too.');
  const runs = await Promise.all(folders.map(readCompared));
  const names = toldApart(runs.map(({ name }) => name));
  return runs.map((run, i) => ({ ...run, name: names[i] ?? run.name }));
}

const sentencesOf = (runs: readonly FolderRun[]): string[] =>
  runs.map((run, index) => {
    const [first] = runs;
    if (!first || index === 0) return '';
    const diff = diffDocuments(first.document, run.document);
    return sayDiff({ ...diff, names: [first.name, run.name] });
  });

function asJson(runs: readonly FolderRun[]) {
  return {
    runs: runs.map(({ name, folder, step }) => ({ name, folder, step })),
    sentences: sentencesOf(runs).slice(1),
    rows: comparisonTable(runs).map(({ section, key, cells, differs }) => ({
      section,
      key: key.slice(section.length + 1),
      differs,
      values: cells.map((cell) => cell && (cell.type === 'number' ? cell.value : cell.text)),
    })),
  };
}

function printed(runs: readonly FolderRun[], terminal: Terminal): string {
  const { bold, dim } = paints(terminal);
  const rows = differencesOnly(comparisonTable(runs));
  const table = [
    ['', ...runs.map(({ name }) => name)],
    ...rows.map((row) => [
      rowName(row, reportWords, seriesName),
      ...row.cells.map(
        (cell, i) => `${row.leaders.includes(i) ? '* ' : ''}${cellWords(row, cell)}`,
      ),
    ]),
  ];
  const widths =
    table[0]?.map((_, k) => Math.max(...table.map((line) => line[k]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0))).join('  ')}\n`;
  const [head = [], ...body] = table;
  return [
    ...sentencesOf(runs)
      .slice(1)
      .map((sentence) => `${sentence}\n`),
    `\n${bold(line(head))}`,
    ...body.map((cells, i) => `${headingOf(rows, i, bold)}${line(cells)}`),
    rows.some(({ leaders }) => leaders.length > 0) ? dim('\n* best of these runs\n') : '',
  ].join('');
}

function headingOf(rows: readonly Row[], index: number, bold: (text: string) => string): string {
  const section: Section | undefined = rows[index]?.section;
  if (section === undefined || rows[index - 1]?.section === section) return '';
  return `${bold(reportWords.sections[section])}\n`;
}

/** generatorLoss; Distance: sliced wasserstein 16 */
function seriesName({ kind, name, title }: Pick<Series, 'kind' | 'name' | 'title'>): string {
  if (kind === 'loss') return name;
  const spaced = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return title === undefined ? spaced : `${title}: ${spaced}`;
}

async function writePage(file: string, runs: readonly FolderRun[]): Promise<void> {
  const kindOf = (kind: string) => definitionOf(kind)?.title ?? kind;
  const html = reportHtml({
    runs,
    baseline: 0,
    sentences: sentencesOf(runs),
    sheets: await sheetsOf(runs),
    look: { axis: 'step', smoothing: 0, isLog: false },
    hasBands: true,
    language: 'en',
    words: reportWords,
    seriesName,
    diffText: { kindOf, titleOf: ({ node }) => node.title ?? kindOf(node.kind) },
    when: new Date().toISOString().slice(0, 10),
  });
  try {
    await writeFile(file, html);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError(`Writing "${file}" failed: ${reason}. Name another file with --html.`);
  }
}

async function sheetsOf(runs: readonly FolderRun[]): Promise<ReportSheet[]> {
  const found: ReportSheet[] = [];
  for (const [run, one] of runs.entries())
    for (const view of new Set(one.sheets.map((sheet) => sheet.view))) {
      const steps = new Set(evenSteps(sheetSteps([one], view), SHEETS));
      for (const [sheet, file] of one.files)
        if (sheet.view === view && steps.has(sheet.step)) {
          const url = `data:image/png;base64,${(await readFile(file)).toString('base64')}`;
          found.push({ ...sheet, run, url });
        }
    }
  return found;
}
