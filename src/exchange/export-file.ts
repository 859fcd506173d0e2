/** A file that leaves: its path in the folder or archive, with `/` between folders, and what it holds. */
export interface ExportFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A name of the document as a file's: letters, digits, dashes. */
export function plainName(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain || fallback;
}
