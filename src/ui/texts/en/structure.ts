/** Blocks and networks: grouping, ungrouping, uses, warnings before shared changes, the way from level to level. */
import type { TextTable } from '../translation.ts';

const nodes = (names: string) => (names.includes(',') ? `${names} are` : `${names} is`);

export const structure = {
  cancel: 'Cancel',
  name: 'Name',
  frame: 'Frame',
  refused: {
    title: 'These cannot become a block',
    objective:
      'Blocks are made of layers, and layers stand inside networks. On the objective a frame marks nodes that belong together; what should have weights belongs in a network.',
    nothing: 'Select the layers that should become a block first.',
    ends: (names: string) =>
      `${nodes(names)} an input or output of this canvas. A block gets ports of its own from the wires that cross its border.`,
    between: (names: string) =>
      `${nodes(names)} between the selected nodes: they feed it and it feeds them. Without it the block would have to run before itself.`,
    copyNumber: (names: string) =>
      `${nodes(names)} written with i, the number of the copy that this block is in. Give this block a parameter, set it from i where the block is used, and write that name instead.`,
    nameTaken: (name: string) => `There is a block “${name}” already.`,
    nameWrong: 'A name begins with a letter, then letters, digits, “_” or “-”.',
    parameterName: (name: string) =>
      name === ''
        ? 'Every chosen parameter needs a name.'
        : `“${name}” cannot be the name of the parameter: it is taken, or no name that an expression can hold.`,
    leaveOut: 'Leave them out and group',
    takeIn: 'Take them in and group',
    frame: 'Put a frame around them instead',
  },
  ungroup: {
    title: 'This cannot be ungrouped',
    noBlock: 'Select a use of a block: its layers then stand in its place.',
    repeat: (repeat: string) =>
      `How many copies “${repeat}” makes depends on where the block around is used. Write a number there first.`,
    tooMany: (copies: number, count: number) =>
      `${copies} copies would be ${count} nodes, more than a canvas should hold. Repeat fewer, or leave them in the block.`,
    readsAround: (node: string, parameter: string) =>
      `The block that ${node} uses reads “${parameter}” from around it. Give that block a parameter “${parameter}” first.`,
    tooLong: (node: string) =>
      `An expression of ${node} would be longer than an expression may be. Shorten what the use gives first.`,
    copies: (count: number, repeat: string) =>
      `${count} copies stand there now. Their number no longer follows “${repeat}”.`,
    gone: (name: string) =>
      `That was the last use of ${name}, so the block went too. Undo brings it back.`,
    done: 'Ungrouped',
  },
  repeat: {
    ports: (inputs: number, outputs: number) =>
      `Copies are chained from one output to one input; these would have ${inputs} and ${outputs}. Select a part with one way in and one way out.`,
    doesNotFit: (reason: string) => `The copies would not fit each other: ${reason}`,
  },
  unique: {
    action: 'Make unique',
    done: (node: string, name: string) => `${node} has ${name} to itself now.`,
    title: 'A copy of its own',
  },
  network: {
    title: 'A network of the selection',
    done: (name: string) =>
      `Network ${name} is a copy of the selected layers. Apply it on the objective: drag it there from the outline.`,
  },
  shared: {
    notice: (count: number, copies: number, where: string) =>
      copies > count
        ? `${count} uses (${copies} copies) in ${where}: edits change all`
        : `${count} uses in ${where}: edits change all`,
    network: (count: number) => `Applied ${count} times with the same weights: edits change all`,
    canvases: (count: number) => `${count} places`,
    label: 'Shared',
    hide: 'Hide this hint',
    asIn: (way: string) => `Shapes as in ${way}. Look through another use.`,
    choose: 'As used in',
    copies: 'Of its copies',
    copy: (number: number) => `Copy ${number}`,
    copyOf: (way: string, number: number, all: number) => `${way}, copy ${number} of ${all}`,
  },
  uses: {
    heading: 'Uses',
    none: 'Nothing uses it. Drag it onto a canvas from the outline.',
    runs: 'takes gradients through it',
    trains: 'trains it',
    copies: (repeat: string) => `× ${repeat}`,
    show: (node: string, graph: string) => `Show ${node} in ${graph}`,
  },
  remove: {
    title: (name: string) => `Delete ${name}?`,
    ports: (names: string) => `Delete the port ${names}?`,
    intro: 'It is in use. With it go:',
    readers: 'These expressions read it, and would name nothing:',
    node: (node: string, graph: string) => `${node} on ${graph}, with its wires`,
    runs: (node: string) => `the network that ${node} needs: choose another there`,
    trains: (node: string) => `its place among what ${node} trains`,
    wire: (node: string, port: string, graph: string) =>
      `the wire at ${port} of ${node} on ${graph}`,
    more: (count: number) => `and ${count} more`,
    undo: 'Undo brings all of it back.',
    confirm: 'Delete',
    network: 'Delete this network',
    block: 'Delete this block',
    duplicate: 'Duplicate',
  },
  way: {
    label: 'Level',
    siblings: (name: string) => `Go elsewhere instead of ${name}`,
    networks: 'Networks',
    blocks: 'Blocks',
    usedIn: (name: string) => `Used in ${name}`,
    entered: (node: string) => `entered by ${node}`,
  },
} as const satisfies TextTable;
