/** Texts of overlays: numbers and marks on cards, their legends, what a gradient reaches. */
import type { TextTable } from '../translation.ts';

export const overlays = {
  button: 'Overlay',
  menu: 'Colour the nodes by',
  none: 'Nothing',
  gradientSection: 'Gradient of a step',
  liveSection: 'While training',
  gradientOf: (step: string) => `Gradient of ${step}`,
  gradientRow: 'Gradient',
  showReach: 'Show its reach on the canvas',
  close: 'Take the overlay off',
  names: {
    parameters: 'Parameters',
    cost: 'Multiply-adds',
    memory: 'Activation memory',
    'receptive-field': 'Receptive field',
    activations: 'Live activations',
    gradients: 'Live gradients',
  },
  units: {
    parameters: 'weights of each node',
    cost: 'multiply-adds of one sample, forward',
    memory: 'bytes kept of the forward pass, for one batch',
    'receptive-field': 'pixels of the input, along the longer side',
    activations: 'root mean square of outputs, and share of zeros',
    gradients: 'root mean square of the loss gradient by weights',
  },
  log: 'logarithmic scale',
  nothingToShow: 'No node of this canvas has such a number.',
  needsProgram: 'The document has errors: the numbers come back when they are mended.',
  ofWeights: (count: string) => `${count} weights`,
  ofWork: (count: string) => `${count} multiply-adds for one sample, forward`,
  ofMemory: (bytes: string, batch: number) => `${bytes} of activations for a batch of ${batch}`,
  whole: 'all',
  seesAll: 'Every element of the output depends on the whole input.',
  sees: (field: string, image: string) =>
    `One element of the output sees ${field} pixels of the input, which has ${image}.`,
  zeros: (share: string) => `${share} zeros`,
  activation: (rms: string, zeros: string, step: number) =>
    `Outputs at step ${step}: root mean square ${rms}, ${zeros} exactly zero`,
  gradient: (rms: string, step: number) =>
    `Loss gradient by the weights at step ${step}: root mean square ${rms}`,
  atStep: (step: number) => `at step ${step}`,
  startTraining: 'Numbers appear once a run trains. Press Train.',
  waiting: 'Waiting for the first numbers of this run …',
  otherDocument: 'The run on show trains another document or an earlier version of this one.',
  flows: 'While it trains, dashes run with the values, and back with the gradient.',
  gradientEnds: {
    trains: (networks: string) => `Changes the weights of ${networks}.`,
    passes: (networks: string) => `Passes through ${networks}, which stays as it is.`,
    passesMany: (networks: string) => `Passes through ${networks}, which stay as they are.`,
    cuts: (nodes: string) => `Cut at ${nodes}.`,
    networkTrained: (network: string) => `This step trains ${network}.`,
    networkPassed: (network: string) =>
      `The gradient passes through ${network} and leaves its weights as they are.`,
    networkUsed: (network: string) =>
      `This step computes ${network}, but no gradient passes through it.`,
    networkUnused: (network: string) => `This step does not use ${network}.`,
  },
  reach: {
    trained: 'trained',
    passed: 'frozen',
    touched: 'gradient',
    cut: 'cut',
    used: 'no gradient',
    none: 'not used',
  },
  reachMeans: {
    trained: 'Weights that this step changes',
    passed: 'Passed by the gradient, left as it is',
    touched: 'On the gradient’s way, without weights',
    cut: 'The gradient is cut here',
    used: 'Computed for the step, out of the gradient’s way',
    none: 'Not part of this step',
  },
} as const satisfies TextTable;
