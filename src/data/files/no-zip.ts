/** What to say of a file that is called a zip and is none. */
import { DataError } from '../dataset.ts';
import type { SourceFile } from './source-file.ts';

const UNPACK = 'Unpack it, and bring the folder or a zip.';

/** By the first bytes, as hexadecimal digits. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['52617221', `it is a RAR archive. ${UNPACK}`],
  ['377abcaf', `it is a 7z archive. ${UNPACK}`],
  ['1f8b', `it is gzipped. ${UNPACK}`],
  ['fd377a58', `it is an xz archive. ${UNPACK}`],
  ['425a68', `it is a bzip2 archive. ${UNPACK}`],
  ['3c', 'it is a web page, perhaps of a failed download. Download the archive again.'],
];

export async function noZip(file: SourceFile): Promise<DataError> {
  const start = await file.read(0, Math.min(4, file.size));
  const digits = [...start].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const found = OTHERS.find(([signature]) => digits.startsWith(signature))?.[1];
  const what =
    file.size === 0
      ? 'it is empty. Download or copy it again.'
      : 'no file in it could be found. It is cut short or damaged; download or copy it again.';
  return new DataError(`Reading "${file.path}": expected a zip archive, but ${found ?? what}`);
}
