/** What leaves the page and comes back: exports, archives of runs, pictures that hold a graph. */
import type { TextTable } from '../translation.ts';

export const takeAway = {
  titles: {
    pytorch: 'PyTorch program',
    tfjs: 'TensorFlow.js models',
    safetensors: 'Weights',
    archive: 'Archive of the run',
    film: 'Film strip',
    card: 'Model card',
  },
  writing: (what: string) => `Writing: ${what}`,
  reading: (name: string) => `Reading ${name}`,
  cancel: 'Cancel',
  cancelled: (what: string) => `${what}: cancelled, nothing was written`,
  cancelledReading: (name: string) => `${name}: cancelled, nothing is kept`,
  written: (name: string) => `${name} is written`,
  notWritten: (what: string) => `${what} not written`,
  notTaken: (name: string) => `${name} was not taken`,
  loaded: (name: string) => `Weights of ${name} are loaded`,
  ofStep: (step: string) => `With the weights of step ${step} of the run.`,
  runAtStep: (step: string) => `The run as it was at step ${step}.`,
  filmFacts: (frames: number, width: number, height: number) =>
    `${frames} ${frames === 1 ? 'picture' : 'pictures'} of ${width} × ${height} pixels.`,
  filmThinned: (frames: number, sheets: number) =>
    `The run has ${sheets} sheets; ${frames}, evenly spread, are in it, so that it stays small enough to send.`,
  filmShrunk: (times: number) => `The sheets were made ${times} times smaller.`,
  withoutWeights: 'It comes without weights',
  firstWeights: (seed: string) => `The weights are the first ones of seed ${seed}`,
  unfit: (instead: string) =>
    `${instead}: those of the run do not fit the graph as it is now. Undo the changes to take the run along.`,
  nothingSaved: (instead: string) => `${instead}: no run has been saved yet.`,
  restored: (name: string) => `“${name}” is back`,
  restoredAt: (step: string) => `The run stands at step ${step}; Resume goes on from there.`,
  restoredWhole: (step: string) => `The run is complete, at step ${step}.`,
  restoredWeightless:
    'It came without weights: its curves and sheets are here, and Train begins anew.',
  dataMissing: (names: string) =>
    `Its data is not in the file: ${names}. The run can be looked at; to train on, drop the same data on its node and press Resume.`,
  picture: {
    menu: 'Save or take away',
    sheet: 'Picture with the graph inside (PNG)',
    sheets: 'Pictures with the graph inside (PNG)',
    sheetHelp: 'Dropped on this page, it opens the graph that made it.',
    film: (view: string) => `Film strip of ${view} (GIF)`,
    run: 'Take the run away…',
    damagedTitle: (name: string) => `The graph in ${name} is damaged`,
    damaged:
      'The picture holds a graph, but was cut off or changed since it was saved. Ask for the original file; messengers and image programs often write pictures anew.',
  },
} as const satisfies TextTable;
