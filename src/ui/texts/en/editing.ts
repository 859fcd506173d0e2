/** Texts of the clipboard, of swapping, of points on wires and of context menus. */
import type { TextTable } from '../translation.ts';

export const editing = {
  copied: (count: number) => (count === 1 ? '1 item copied' : `${count} items copied`),
  cut: (count: number) => (count === 1 ? '1 item cut' : `${count} items cut`),
  pasted: (count: number) => (count === 1 ? '1 item pasted' : `${count} items pasted`),
  duplicated: (count: number) => (count === 1 ? '1 item duplicated' : `${count} items duplicated`),
  notPasted: 'Not pasted',
  notAllPasted: 'Not all was pasted',
  notCopied: 'Not copied',
  numberHint: (label: string) => `${label}: drag sideways to change, double-click to type`,
  cannotRead: (keys: string) =>
    `The browser does not let the page read the clipboard from a menu. Press ${keys} on the canvas instead.`,
  cannotWrite: (keys: string) =>
    `The browser does not let the page write to the clipboard from a menu. Press ${keys} on the canvas instead.`,
  faults: {
    empty: 'The clipboard holds no text. Copy nodes on a canvas first, here or in another tab.',
    noGraph:
      'The clipboard holds text that is no part of a graph. Copy nodes on a canvas first, here or in another tab.',
    notJson:
      'The clipboard holds a part of a graph that breaks off: it is no valid JSON. Copy the nodes again, all of the text.',
    tooLarge:
      'The clipboard holds more than a document can. Copy fewer nodes, or open the whole as a file.',
    newer: (version: string) =>
      `The clipboard holds a part of a graph from a newer Ganvas (version ${version} of the format; this page reads version 1). Reload the page, then paste again.`,
    broken: (field: string, reason: string) =>
      `The part of a graph in the clipboard cannot be read at “${field}”: ${reason}. Copy the nodes again, or mend that place in the text.`,
    full: 'With this the document would hold more than can be opened again. Paste a smaller part.',
  },
  leftOut: {
    onObjective: (nodes: string) =>
      `${nodes}: layers with weights stand inside networks, not on the objective. Open a network and paste there.`,
    inNetwork: (nodes: string, graph: string) =>
      `${nodes}: data, losses, steps, views and networks stand on the objective, not inside ${graph}. Go back to the objective and paste there.`,
    unknownKind: (nodes: string) =>
      `${nodes}: this page has no node of that kind. Reload the page in case it is newer, or leave it out.`,
    recursive: (nodes: string, graph: string) =>
      `${nodes}: ${graph} is part of it, and a block cannot contain itself. Paste it into another network or block.`,
  },
  node: (id: string, kind: string) => `${id} (${kind})`,
  lostIncoming: (count: number) =>
    count === 1
      ? '1 incoming wire has nothing to come from here, so its input is free.'
      : `${count} incoming wires have nothing to come from here, so their inputs are free.`,
  wholeDocument: {
    title: 'A whole document is in the clipboard',
    text: (name: string) =>
      `The clipboard holds the document “${name}”, not a part of one. Open it? Nothing of what is on the page is lost.`,
    open: 'Open it',
    cancel: 'Leave it',
    fileName: 'The document in the clipboard',
  },
  wire: (from: string, to: string) => `Wire from ${from} to ${to}`,
  noWires: (node: string) => `${node} has no wires.`,
  swap: {
    title: (node: string) => `Swap ${node} for another node`,
    search: 'Search what can stand here',
    placeholder: 'Swap for …',
    none: 'Nothing of that name can stand here.',
    keeps: 'Keeps every wire',
    loses: 'Loses wires',
    lost: (count: number) => (count === 1 ? 'loses 1 wire' : `loses ${count} wires`),
    lostWires: (title: string, wires: string) => `Swapped for ${title}. Wires lost: ${wires}.`,
    swapped: (title: string) => `Swapped for ${title}; every wire stayed.`,
  },
  points: {
    point: (number: number, count: number, from: string, to: string) =>
      `Point ${number} of ${count} on the wire from ${from} to ${to}. Arrow keys move it, Delete removes it.`,
    most: (count: number) => `A wire takes at most ${count} points. Remove one first.`,
    notAdded: 'No point added',
  },
  menu: {
    nodes: (count: number) => (count === 1 ? 'Menu of the node' : `Menu of ${count} items`),
    notes: 'Menu of the note',
    wire: 'Menu of the wire',
    canvas: 'Menu of the canvas',
    align: 'Align and distribute',
  },
} as const satisfies TextTable;
