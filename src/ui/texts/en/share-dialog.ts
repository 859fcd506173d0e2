/** The dialog that shares a document as a link. */
import type { TextTable } from '../translation.ts';

export const shareDialog = {
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
} as const satisfies TextTable;
