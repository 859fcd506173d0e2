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
    help: 'Find and help',
    new: 'New document',
    open: 'Open graph, data or weights…',
    save: 'Save (download)',
    saveAs: 'Save as a file…',
    saveTo: (name: string) => `Save to ${name}`,
    savePick: 'Save to a file…',
    variant: 'Duplicate as variant',
    share: 'Share by link…',
    recent: 'Recent',
    allRecent: 'All recent documents…',
    nothingTrained: 'Export, nothing trained yet',
    weightsGone: 'Export, with new weights: the trained ones are gone',
    asItIs: 'Export, weights of the run as it is',
    ofStep: (step: string) => `Export, weights of step ${step}`,
    json: 'Graph (JSON)',
    pytorch: 'PyTorch program (zip)',
    tfjs: 'TensorFlow.js models (zip)',
    safetensors: 'Weights (safetensors)',
    run: 'Run: archive, film strip, card…',
  },
  recent: {
    title: 'Recent documents',
    lead: 'Kept in this browser with their undo until you delete them.',
    noRoom:
      'The browser has no room left for this page. Nothing has been dropped, but what is marked lasts only as long as this page. Save what you want to have as files, then delete what you no longer need: with a document go its undo, its data and its runs.',
    notKept: 'only in this page',
    save: (name: string) => `Save ${name} as a file`,
    saveAll: 'Save all as one zip',
    allFile: 'ganvas-documents.zip',
    more: (hidden: number) => `Show ${count(hidden, 'more', 'more')}`,
    none: 'Nothing yet: documents appear here once they are open.',
    open: 'open',
    delete: (name: string) => `Delete ${name}`,
    sure: (name: string, going: number, pinned: number) =>
      `Delete “${name}” ${going === 0 ? 'and its undo' : `with its undo and its ${count(going, 'run', 'runs')}`} from this browser?${pinned === 0 ? '' : ` ${count(pinned, 'pinned run stays', 'pinned runs stay')}.`}`,
    deleted: (name: string) => `“${name}” is deleted`,
    deletedHelp: 'Until this goes away, it can come back with all that was deleted with it.',
    undo: 'Undo',
    yes: 'Delete',
    no: 'Keep',
    gone: (name: string) => `“${name}” is no longer in this browser.`,
    inUse: (name: string) =>
      `“${name}” is open in another browser tab. Close it there, then delete it.`,
    failed: 'The list could not be read',
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
    title: 'Share by link',
    lead: 'The link holds the whole graph, with its parameters and notes; nothing is sent anywhere until you pass it on. Data and trained weights do not go along.',
    address: 'Link',
    copy: 'Copy the link',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying. Select the link and copy it with Ctrl C.',
    length: (characters: string) => `${characters} characters.`,
    long: (limit: string) =>
      `Some messengers and mail programs cut links of more than ${limit} characters. If it arrives cut off, Ganvas says so; then send the file.`,
    tooLong: (characters: string, limit: string) =>
      `The graph would need a link of ${characters} characters, and not every browser opens more than ${limit}. Export the file and send that.`,
    exportFile: 'Export the file',
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
