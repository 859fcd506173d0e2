/** Documents: tabs, files, links, what was open lately, damaged files, several browser tabs. */
import type { TextTable } from '../translation.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const files = {
  untitled: 'Untitled',
  tabs: {
    label: 'Open documents',
    new: 'New document',
    close: (name: string) => `Close ${name}`,
    changed: (name: string) => `${name}, changed since it was saved`,
    training: 'training',
    elsewhere: 'open in another browser tab, too',
    rename: (name: string) => `New name of ${name}`,
    help: 'Double-click: rename. Drag, or Alt Shift ← →: reorder. Middle click or Delete: close.',
    variantOf: (name: string) => `Variant of “${name}”`,
    copyOf: (name: string) => `Copy of “${name}”`,
    fromFile: (name: string) => `From the file ${name}`,
    trains: (name: string, step: string) => `“${name}” trains · step ${step}`,
    prepares: (name: string) => `“${name}” is getting ready to train`,
    show: 'Show the document that trains',
  },
  variant: (name: string, number: number) => `${name} (variant ${number})`,
  copy: (name: string) => `${name} (copy)`,
  menu: {
    label: 'Import and export',
  },
  recent: {
    gone: (name: string) => `“${name}” is no longer in this browser.`,
  },
  news: {
    closed: (name: string) => `“${name}” is closed`,
    closedHelp: 'It stays in Recent documents.',
    closedTraining: (step: string) =>
      `Its run was paused at step ${step} and is kept. Opened again, it goes on with Resume.`,
    undo: 'Undo',
    weightsGoneTitle: (name: string) => `The weights of “${name}” are gone`,
    weightsGone: (step: string) =>
      `The run had come to step ${step}. Its weights were removed to make room for newer runs, so it cannot go on. The document, its curves and its samples are still here; Train starts a new run from step 0. To keep weights for good, export them.`,
    displacedTitle: (name: string) => `The run of “${name}” is paused`,
    displaced: (step: string) =>
      `One run trains at a time. It stands at step ${step}; Resume in its tab goes on from there.`,
    historyTitle: (name: string) => `Undo of “${name}” was damaged`,
    historyLost: (kept: number) =>
      kept === 0
        ? 'The document is whole. What was done before this visit can no longer be undone.'
        : `The document is whole. The last ${count(kept, 'step', 'steps')} can be undone, those before were dropped.`,
    damagedTitle: (name: string) => `“${name}” could not be opened`,
    damaged:
      'What this browser holds of it is damaged beyond repair, and was left as it is. If you have exported it, open that file.',
    mendedTitle: (name: string) => `“${name}” was damaged and is mended`,
    mended: (repairs: number) =>
      `${count(repairs, 'place was', 'places were')} repaired. Look it through before you save it over the file that you have.`,
    notKeptTitle: 'Changes are not being kept',
    notKept: (message: string) =>
      `${message} Until then your changes last as long as this page: save them to a file with Ctrl S.`,
    makeRoom: 'Make room…',
    keptAgain: 'Changes are kept again',
    forkedTitle: (name: string) => `You now work on a copy of “${name}”`,
    forked:
      'Another browser tab has the document, so what you changed here went into a copy. Nothing was overwritten.',
    handedOverTitle: (name: string) => `“${name}” was taken over by another browser tab`,
    handedOver: 'All changes went along. What you change here from now on goes into a copy.',
  },
  elsewhere: {
    text: (name: string) =>
      `“${name}” is open in another browser tab. What you change here goes into a copy.`,
    takeOver: 'Take it over',
    copy: 'Work on a copy',
    failed: 'The document could not be taken over',
  },
  save: {
    saved: (name: string) => `Saved to ${name}`,
    failed: 'Not saved',
    refused: (name: string) =>
      `The browser was not allowed to write to ${name}. Save it as another file with Ctrl Shift S.`,
    changedTitle: (name: string) => `${name} has changed on disk`,
    changed:
      'Another program has written to it since you opened it. Save it as another file with Ctrl Shift S, or write over it.',
    overwrite: 'Write over it',
    error: (name: string, reason: string) => `${name} could not be written: ${reason}.`,
  },
  open: {
    tooLarge: (megabytes: string, most: string) =>
      `The file has ${megabytes} MB, and no document has more than ${most}. It was not read; choose a graph that Ganvas has written.`,
    unreadable: (reason: string) => `The browser could not read it: ${reason}. Choose it again.`,
    opened: (n: number) => `${n} documents are open, each in a tab`,
  },
  link: {
    notOpened: 'The link was not opened',
    cut: (found: string, wanted: string) =>
      `It was cut off on its way: ${found} of ${wanted} characters arrived. Ask for it once more, or for the file.`,
    cutShort:
      'It was cut off on its way, right at the beginning. Ask for it once more, or for the file.',
    altered:
      'It was altered on its way: its checksum does not match. Ask for it once more, or for the file.',
    newer: 'It was made by a newer Ganvas. Reload the page to get that version.',
    tooLarge: 'It holds more than any experiment needs, and was not read.',
    sharedName: 'The link',
  },
  drop: {
    title: 'Drop to open',
    noPlace: 'No place for this data',
    noDataset:
      'The graph has no dataset node. Add one from the palette, then drop the files again.',
    failedTitle: 'The drop could not be read',
    failed: (reason: string) =>
      `The browser refused to read it (${reason}). If files were moved meanwhile, drop them again.`,
    text: 'Graphs (.json), runs (.ganvas.zip) and pictures saved with their graph open in tabs, weights (.safetensors) become a run of the graph on show; images, folders and zips go to the dataset node that you drop them on, or to all that they fit.',
  },
} as const satisfies TextTable;
