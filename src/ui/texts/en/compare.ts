/** The Compare view. It arrives with the view itself, and is no part of what the page starts with. */
import { reportWords } from '../../../compare/report-words.ts';
import type { DocumentDiff } from '../../../graph/diff/diff-types.ts';
import { sayDiff } from '../../../graph/diff/say-diff.ts';
import type { TextTable } from '../translation.ts';

const say: (diff: DocumentDiff) => string = sayDiff;

export const compare = {
  report: reportWords,
  say,
  title: 'Compare runs',
  close: 'Close the comparison',
  loading: 'Reading the runs …',
  none: 'No runs yet',
  noneYet: 'Train something first; every run is kept and can be compared here.',
  one: 'Add a second run to see what differs.',
  gone: (name: string | null) =>
    name === null
      ? 'A run is left out: its record is no longer in this browser, or is damaged.'
      : `"${name}" is left out: it was deleted.`,
  unreadable: (name: string | null, reason: string) =>
    name === null ? `A run is left out. ${reason}` : `"${name}" is left out. ${reason}`,
  failed: (reason: string) => `The runs could not be read: ${reason}`,
  again: 'Try again',
  runs: 'Compared runs',
  differences: 'What differs from the baseline',
  same: 'Trains the same experiment as the baseline.',
  isBaseline: 'baseline',
  makeBaseline: (name: string) => `Make ${name} the baseline`,
  remove: (name: string) => `Take ${name} out of the comparison`,
  add: 'Add a run',
  full: 'Eight runs are compared; take one out to add another.',
  noMatch: 'No other run',
  tabs: {
    label: 'Parts of the comparison',
    curves: 'Curves',
    samples: 'Samples',
    table: 'Table',
    graphs: 'Graphs',
  },
  curves: {
    axis: 'Horizontal axis',
    axes: { step: 'Steps', time: 'Time', images: 'Images' },
    timeNote: 'Time in training alone: without pauses, sheets and measurements.',
    scale: 'Vertical axis',
    linear: 'Linear',
    log: 'Log',
    smoothing: 'Smoothing',
    noSmoothing: 'none',
    bands: 'Mean over seeds',
    bandsNote:
      'Runs that differ in their seed alone become one line, with a band from the lowest to the highest.',
    wholeAxis: 'Show the whole axis',
    zoomNote: 'Drag over a chart to look at a part of the axis.',
    none: 'None of these runs has a loss or a measured value yet.',
    chart: (series: string, lines: number) =>
      `${series}: ${lines === 1 ? 'one line' : `${lines} lines`}`,
    band: (mean: string, low: string, high: string) => `${mean} (${low} … ${high})`,
    at: (x: string) => `at ${x}`,
    end: 'at the end',
    seconds: (seconds: string) => `${seconds} s`,
    step: (step: string) => `step ${step}`,
    images: (images: string) => `${images} images`,
  },
  samples: {
    view: 'View',
    none: 'None of these runs has kept a sheet.',
    early: 'No sheet this early',
    other: 'This run has no such view',
    unreadable: 'This sheet cannot be read',
    at: (step: string) => `step ${step}`,
    sheet: (run: string, step: string) => `Sheet of ${run} at step ${step}`,
  },
  table: {
    only: 'Differences only',
    none: 'These runs do not differ in anything that the table has.',
    label: 'Parameters, cost and results of the compared runs',
  },
  graphs: {
    against: 'Run',
    canvases: 'Canvas',
    changes: (count: number) => (count === 1 ? '1 change' : `${count} changes`),
    unchanged: 'no change',
    label: (canvas: string, after: string, before: string) =>
      `${canvas} of ${after}, with what differs from ${before}`,
    key: 'Signs',
    parameters: 'Parameters',
    card: (title: string, fate: string, changes: string) =>
      changes === '' ? `${title}, ${fate}` : `${title}, ${fate}: ${changes}`,
    enter: 'Double-click a network or block to see inside.',
  },
  export: {
    menu: 'Export',
    html: 'One HTML page',
    table: 'Table (CSV)',
    curves: 'All points of the curves (CSV)',
    working: 'Gathering the sheets …',
    done: (file: string) => `${file} is complete and opens anywhere.`,
    failed: (reason: string) => `The comparison could not be exported: ${reason}`,
  },
} as const satisfies TextTable;
