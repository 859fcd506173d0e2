/** Texts of wires, ports, and the menus that open where a wire is let go. */
import type { TextTable } from '../translation.ts';

export const wiring = {
  fitsNot: (kind: string, from: string, to: string) =>
    `${kind} does not fit into the wire from ${from} to ${to}, so it stands by itself.`,
  notConnected: 'Not connected',
  unreadable: 'The graph could not be read; see the problems.',
  bothOutputs: 'A wire leads from an output to an input; these are both outputs.',
  bothInputs: 'A wire leads from an output to an input; these are both inputs.',
  nothingFits: (node: string) => `${node} has no port for this wire.`,
  carrying: 'Choose the other end of the wire. Escape drops it.',
  ports: {
    input: (name: string, type: string) => `Input ${name}, takes ${type}`,
    output: (name: string, type: string) => `Output ${name}, gives ${type}`,
    inputHint: (name: string, type: string, help: string) => `${name}: takes ${type}. ${help}`,
    optionalHint: (name: string, type: string, help: string) =>
      `${name}: takes ${type}, optional. ${help}`,
    outputHint: (name: string, type: string, help: string) => `${name}: gives ${type}. ${help}`,
    notConnected: 'not connected',
  },
  types: {
    image: 'image',
    vector: 'vector',
    tensor: 'tensor',
    label: 'label',
    loss: 'loss',
  },
  menu: {
    label: 'Add a node to this wire',
    search: 'Search what fits',
    whatTakes: (type: string) => `What takes this ${type}?`,
    whatGives: (type: string) => `What gives this ${type}?`,
    none: 'Nothing of that name fits this wire.',
    through: 'Through the level',
    newOutput: (graph: string) => `New output of ${graph}`,
    newInput: (graph: string) => `New input of ${graph}`,
    because: (text: string) => `also ${text}`,
  },
  portMenu: {
    label: (node: string) => `Connect to ${node}`,
    connect: (port: string) => `Connect to ${port}`,
    replace: (port: string) => `Replace what enters ${port}`,
    grow: 'Add an input',
    growLoss: 'Add a loss',
    growRow: 'Add a row',
    addInput: (graph: string, port: string) => `Add an input “${port}” to ${graph}`,
  },
  levels: {
    label: (port: string, level: string) => `Lead ${port} to ${level}`,
    search: 'Search ports',
    whereTo: (port: string) => `Where does ${port} go?`,
    whereFrom: (port: string) => `What feeds ${port}?`,
    none: 'Nothing there of that name takes this wire.',
    on: (level: string) => `On ${level}`,
    without: 'Without a wire yet',
    instead: 'In place of another wire',
    onlyOutput: (graph: string) => `Only a new output of ${graph}`,
    onlyInput: (graph: string) => `Only a new input of ${graph}`,
    replaces: (from: string) => `replaces ${from}`,
    grown: (node: string) => `One more input of ${node}`,
    inside: (graph: string) => `Inside ${graph}, by a new port`,
    leadIn: (port: string) => `Lead it to ${port}`,
    through: (graph: string) => `by a new port of ${graph}`,
    drop: (level: string) => `Let the wire go here to lead it to ${level}`,
    unused: (graph: string, above: string) =>
      `${above} holds no use of ${graph}, so no wire leads there. Put ${graph} on ${above} first.`,
    chained: (node: string, graph: string) =>
      `${node} on ${graph} chains copies, each from one output to one input, so there is no room for another port. Repeat it once, or ungroup it first.`,
    lossStays: 'A loss stays on the objective: no network or block has a port for it.',
    labelStays: 'Labels enter a network or block, but only tensors leave it.',
  },
  settings: {
    dragSelects: {
      label: 'Select by dragging',
      hint: 'Drag on empty canvas to select (W). Space, the middle button or two fingers pan; taps add to the selection. Without it Shift drags a box, Alt takes away.',
      on: 'Drags on empty canvas select',
      off: 'Drags on empty canvas pan',
    },
    snapsToGrid: {
      label: 'Snap to the grid',
      hint: 'Keep what is dragged to the grid (Alt S). Control held turns it over; without it guides show what lines up.',
      on: 'What is dragged snaps to the grid',
      off: 'What is dragged keeps to guides',
    },
    boxContains: {
      on: 'Boxes select what lies in them as a whole',
      off: 'Boxes select what they touch',
    },
  },
} as const satisfies TextTable;
