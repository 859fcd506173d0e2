/** Dialogs that group nodes, repeat them, and find their like. */
import type { TextTable } from '../translation.ts';

export const groupDialogs = {
  group: {
    title: 'Group into a block',
    repeatTitle: 'Repeat the selection',
    intro: (layers: number, inputs: string, outputs: string) =>
      `${layers === 1 ? 'One node becomes' : `${layers} nodes become`} a block with ${inputs} and ${outputs}. What is computed stays the same.`,
    inputs: (count: number) => (count === 1 ? 'one input' : `${count} inputs`),
    outputs: (count: number) => (count === 1 ? 'one output' : `${count} outputs`),
    numbers: 'Numbers that each use may set',
    number: (label: string, value: string, count: number) =>
      count === 1 ? `${label}: ${value}` : `${label}: ${value}, in ${count} nodes`,
    parameterName: (label: string) => `Name of the parameter for ${label}`,
    done: 'Group',
    repeatDone: 'Repeat',
  },
  equal: {
    heading: 'The same stands elsewhere',
    would: (count: number) =>
      count === 1
        ? 'One more place differs in these numbers alone. As parameters they let the block stand there, too.'
        : `${count} more places differ in these numbers alone. As parameters they let the block stand there, too.`,
    all: (count: number) =>
      count === 1 ? 'Use the block there, too' : `Use the block in all ${count} places`,
    place: (nodes: string, graph: string) => `${nodes} in ${graph}`,
    more: (nodes: string, left: number) => `${nodes} and ${left} more`,
    title: (block: string) => `Use ${block} where the same stands`,
    intro: (block: string) =>
      `These places hold the same layers and wires as ${block}. A use of the block takes their place, and what is computed stays the same.`,
    none: (block: string) =>
      `Nothing else in the document is wired like ${block}. Places count as equal if they differ in names, positions and numbers that are parameters of the block.`,
    done: 'Replace',
  },
  repeat: {
    title: (name: string) => `Repeat ${name}`,
    times: 'Copies',
    help: 'A number or an expression. Each copy feeds the next, and has weights of its own; the copy number i (from 0) may stand in the arguments.',
    once: 'Do not repeat',
    done: 'Repeat',
    wrong: 'Expected a whole number from 0 to 1000, or an expression for one.',
  },
} as const satisfies TextTable;
