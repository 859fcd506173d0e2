/** Texts of arranging, looking around and the overview map. */
import type { TextTable } from '../translation.ts';

export const layout = {
  arranging: 'Arranging the nodes …',
  failed: 'The automatic layout did not work',
  columnsInstead: (why: string) =>
    `The nodes were put in plain columns instead. What went wrong: ${why}. Undo brings the old places back; arranging again may work.`,
  leftAsItIs: (why: string) =>
    `The selection stays as it is. What went wrong: ${why}. Try again, or move the nodes by hand.`,
  tools: {
    arrange: 'Arrange the nodes',
    arrangeSelection: 'Arrange the selection',
    note: 'Add a note',
    frame: 'Add a frame',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit all in view',
  },
  map: {
    title: 'Overview of the canvas',
    help: 'Click or drag to look elsewhere. With the keyboard: arrow keys move the view, + and − zoom.',
    hide: 'Hide the overview',
    show: 'Show the overview',
  },
} as const satisfies TextTable;
