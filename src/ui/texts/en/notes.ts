/** Texts of notes and frames on the canvas. */
import type { TextTable } from '../translation.ts';

export const notes = {
  fresh: { note: 'Note', frame: 'Frame' },
  label: { note: (text: string) => `Note: ${text}`, frame: (text: string) => `Frame: ${text}` },
  text: 'Text of the note, in Markdown; empty removes it',
  hint: '**strong**, *emphasis*, `code`, # heading, - list, [link](https://…). Ctrl Enter keeps the text, Escape drops it.',
  edit: 'Edit the text',
  remove: 'Delete this note',
  colors: {
    yellow: 'Yellow',
    gray: 'Gray',
    blue: 'Blue',
    green: 'Green',
    violet: 'Violet',
    red: 'Red',
  },
} as const satisfies TextTable;
