/** The list of recent documents. */
import type { TextTable } from '../translation.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const recentDialog = {
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
  inUse: (name: string) =>
    `“${name}” is open in another browser tab. Close it there, then delete it.`,
  failed: 'The list could not be read',
} as const satisfies TextTable;
