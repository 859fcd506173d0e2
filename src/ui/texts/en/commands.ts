/** Names of commands, as the command palette, menus and the shortcut sheet show them; by command id. */
import type { TextTable } from '../translation.ts';

export const commands = {
  add: 'Add',
  open: 'Open',
  all: 'Commands',
  openNetwork: (name: string) => `Open network ${name}`,
  search: 'Add a node or run a command',
  nothingFound: 'Nothing is called that. Try conv, noise, loss, undo …',
  groups: {
    file: 'File',
    edit: 'Edit',
    select: 'Select',
    arrange: 'Arrange',
    structure: 'Blocks and networks',
    view: 'View',
    train: 'Training',
    help: 'Help',
  },
  labels: {
    presets: 'Open a preset',
    new: 'New empty graph',
    import: 'Import graph, data or weights',
    export: 'Export graph (JSON)',
    'export-pytorch': 'Export PyTorch program (zip)',
    'export-tfjs': 'Export TensorFlow.js models (zip)',
    'export-weights': 'Export weights (safetensors)',
    undo: 'Undo',
    redo: 'Redo',
    delete: 'Delete what is selected',
    'select-all': 'Select all nodes',
    arrange: 'Arrange the nodes',
    back: 'Back to the objective',
  },
} as const satisfies TextTable;
