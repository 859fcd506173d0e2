/** The file menu. */
import type { TextTable } from '../translation.ts';

export const fileMenu = {
  help: 'Find and help',
  new: 'New document',
  open: 'Open graph, data or weights…',
  save: 'Save (download)',
  saveAs: 'Save as a file…',
  saveTo: (name: string) => `Save to ${name}`,
  savePick: 'Save to a file…',
  variant: 'Duplicate as variant',
  share: 'Share by link…',
  recent: 'Recent',
  allRecent: 'All recent documents…',
  nothingTrained: 'Export, nothing trained yet',
  weightsGone: 'Export, with new weights: the trained ones are gone',
  asItIs: 'Export, weights of the run as it is',
  ofStep: (step: string) => `Export, weights of step ${step}`,
  json: 'Graph (JSON)',
  pytorch: 'PyTorch program (zip)',
  tfjs: 'TensorFlow.js models (zip)',
  safetensors: 'Weights (safetensors)',
  run: 'Run: archive, film strip, card…',
} as const satisfies TextTable;
