/** What a file is, by its name and its first bytes, before it is read. */
import type { SourceFile } from './source-file.ts';

export type FileSort =
  | { readonly type: 'image' | 'idx' | 'cifar' | 'zip' | 'other' }
  | { readonly type: 'skip'; readonly reason: string };

/** CIFAR-10: a label, then 32 × 32 × 3 bytes. */
export const CIFAR_RECORD = 3073;

export function classify({ path, size }: SourceFile): FileSort {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.includes('__MACOSX'))
    return { type: 'skip', reason: 'written by macOS beside the real file' };
  if (parts.some((part) => /^\.[^./]/.test(part))) return { type: 'skip', reason: 'hidden' };
  if (/^(thumbs\.db|desktop\.ini)$/i.test(name)) return { type: 'skip', reason: 'hidden' };
  if (/\.(png|jpe?g|jfif|webp)$/i.test(name)) return { type: 'image' };
  if (/\.zip$/i.test(name)) return { type: 'zip' };
  if (/(idx\d?|ubyte)(\.gz)?$/i.test(name) || /(idx\d|ubyte)/i.test(name)) return { type: 'idx' };
  if (/\.bin$/i.test(name) && size > 0 && size % CIFAR_RECORD === 0) return { type: 'cifar' };
  return { type: 'other' };
}

/** Folders of systems and editors that nobody means to train on. */
export const OTHER_REASON = 'not a PNG, JPEG or WebP image';
