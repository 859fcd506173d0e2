/** The outline of the document, and finding things in it. */
import type { TextTable } from '../translation.ts';

export const outline = {
  tabs: { palette: 'Palette', outline: 'Outline', label: 'Palette and outline' },
  tree: 'Outline of the document',
  filter: 'Filter the outline',
  networks: 'Networks',
  blocks: 'Blocks',
  parameters: 'Parameters',
  nothing: (query: string) => `Nothing here matches “${query}”.`,
  problems: (errors: number, warnings: number) =>
    [
      errors === 0 ? '' : errors === 1 ? '1 error' : `${errors} errors`,
      warnings === 0 ? '' : warnings === 1 ? '1 warning' : `${warnings} warnings`,
    ]
      .filter(Boolean)
      .join(', '),
  rename: (name: string) => `New name for ${name}`,
  taken: (name: string) => `“${name}” is taken.`,
  wrongName: 'A name begins with a letter, then letters, digits, “_” or “-”.',
  wrongParameter: 'Expressions cannot hold that name.',
  hint: 'Enter opens, F2 renames, Delete removes. Drag a network or block onto the canvas to use it.',
  find: {
    title: 'Find in the document',
    field: 'Id, kind, value, name or note',
    none: 'Nothing is called or worth that.',
    start: 'Write a word, a number, or =name for what reads a parameter.',
    count: (at: number, all: number) => `${at} of ${all}`,
    many: (all: number) => `first ${all}`,
    next: 'Next (Enter)',
    previous: 'Previous (Shift Enter)',
    close: 'Close (Escape)',
    results: 'What was found',
    note: 'note',
    network: 'network',
    block: 'block',
    parameter: 'parameter',
    training: 'Training',
  },
} as const satisfies TextTable;
