/** What is said of documents that did not open as they are: what is wrong, and what was mended. */
import type { TextTable } from '../translation.ts';

export const importReport = {
  report: {
    title: (name: string) => `${name} could not be opened as it is`,
    loose: (name: string) => `${name} has wires that lead nowhere`,
    kept: 'The documents on the page are as they were.',
    wrong: 'What is wrong',
    repairs: 'What “Repair and open” does',
    noRepair:
      'It cannot be repaired automatically. Mend these places in the file and open it again.',
    repair: 'Repair and open',
    asIs: 'Open as it is',
    cancel: 'Leave it',
    more: (n: number) => `and ${n} more`,
  },
  repairs: {
    comma: (line: number, column: number) =>
      `Puts a comma right at line ${line}, column ${column}.`,
    cut: (line: number) =>
      `Closes what the end of the file left open (line ${line}); what was cut off is missing.`,
    rest: (line: number, column: number) =>
      `Ignores what stands behind the end of the document, from line ${line}, column ${column}.`,
    comment: (line: number) => `Leaves out the comment at line ${line}.`,
    number: (line: number, column: number) =>
      `Empties a number that JSON has no word for at line ${line}, column ${column}.`,
    doubled: (key: string, line: number) =>
      `Keeps the last of several “${key}” in one object (again at line ${line}).`,
    migrated: (from: number, to: number) => `Brings it from version ${from} to version ${to}.`,
    unknown: (path: string) => `Removes ${path}, which is no field of documents.`,
    dropped: (path: string, found: string) => `Removes ${path}: ${found} cannot stand there.`,
    reset: (path: string, found: string, to: string) =>
      found === ''
        ? `Adds the missing ${path} as ${to}.`
        : `Sets ${path} to ${to}: ${found} cannot stand there.`,
    shortened: (path: string, to: number) => `Shortens ${path} to ${to} characters.`,
    entry: (path: string, found: string) => `Removes ${path}: nothing can be made of ${found}.`,
    renamed: (path: string, to: string) => `Renames ${path} to ${to}.`,
    wire: (wire: string, path: string) => `Removes the wire ${wire} (${path}): it ends at no node.`,
  },
} as const satisfies TextTable;
