/** The dialog that offers what a run can be taken away as. */
import type { TextTable } from '../translation.ts';

export const takeAwayDialog = {
  title: (name: string) => `Take away “${name}”`,
  facts: (step: string, when: string) => `Step ${step}, begun ${when}`,
  noRun: 'The run is no longer in this browser.',
  archive: 'Everything as one file (.ganvas.zip)',
  archiveHelp:
    'Graph, record, weights, losses, metrics and sheets. Dropped on this page in any browser, it goes on exactly where it stands. Data of your own does not go along.',
  weights: 'Weights in the archive',
  newest: (size: string) => `The newest (${size})`,
  all: (count: number, size: string) => `All ${count} (${size})`,
  noWeights: 'This run has no weights any more: the archive shows it, but cannot go on.',
  film: 'Film strip (GIF)',
  filmHelp: (frames: number, side: number) =>
    `All sheets in turn, with their steps: at most ${frames}, at most ${side} pixels wide or high.`,
  view: 'View',
  card: 'Model card (Markdown, with sheets)',
  cardHelp:
    'Data, networks, losses, training and results, filled in from the run; intended use and limits are left for you, and marked.',
  pytorch: 'PyTorch program (zip)',
  pytorchHelp: 'Readable source with these weights, for one GPU or many.',
  tfjs: 'TensorFlow.js models (zip)',
  tfjsHelp: 'A model for each network, with an example page.',
  safetensors: 'Weights (safetensors)',
  safetensorsHelp: 'Weights, averages and optimizer state; dropped on this page they become a run.',
  download: 'Download',
  downloadOf: (what: string) => `Download: ${what}`,
} as const satisfies TextTable;
