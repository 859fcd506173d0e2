/** The frame of the page: top bar, panels, and words of graphs that many parts share. */
import type { TextTable } from '../translation.ts';

export const shell = {
  skip: 'Skip to the canvas',
  palette: 'Palette',
  canvas: 'Canvas',
  inspector: 'Inspector',
  results: 'Results',
  paletteWidth: 'Width of the palette',
  inspectorWidth: 'Width of the inspector',
  dockHeight: 'Height of the lower panel',
  presets: 'Presets',
  documentName: 'Name of the document',
  tourName: 'My first GAN',
  undo: 'Undo',
  redo: 'Redo',
  missingTitle: 'A part of the page did not arrive',
  missing:
    'Check the connection and ask for it again. If that does not help, reload the page: all you did is kept.',
  themes: { auto: 'as the system', light: 'light', dark: 'dark' },
  theme: (name: string, next: string) => `Theme: ${name}. Change to ${next}.`,
  language: 'Language',
  tabs: {
    problems: 'Problems',
    losses: 'Losses',
    samples: 'Samples',
    data: 'Data',
    plan: 'Plan',
    explore: 'Explore',
    runs: 'Runs',
    queue: 'Queue',
  },
  objective: 'Objective',
  document: 'document',
  labelOf: (classes: number) => `label of ${classes}`,
  classes: (count: number) => `${count} classes`,
  scalar: 'scalar',
} as const satisfies TextTable;
