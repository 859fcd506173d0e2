/** What a file is, by its name and its size, before it is read; and in words why one is left out. */
import type { SourceFile } from './source-file.ts';

export type FileSort =
  | { readonly type: 'image' | 'idx' | 'cifar' | 'zip' | 'tar' | 'other' }
  | { readonly type: 'skip'; readonly reason: string };

/** CIFAR-10: a label, then 32 × 32 × 3 bytes. CIFAR-100: two labels, the coarse one first. */
export const CIFAR_RECORDS = { 'CIFAR-10': 3073, 'CIFAR-100': 3074 } as const;

export function classify({ path, size }: SourceFile): FileSort {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.includes('__MACOSX'))
    return { type: 'skip', reason: 'written by macOS beside the real file' };
  if (parts.some((part) => /^\.[^./]/.test(part))) return { type: 'skip', reason: 'hidden' };
  if (/^(thumbs\.db|desktop\.ini)$/i.test(name)) return { type: 'skip', reason: 'hidden' };
  if (/\.(png|jpe?g|jfif|webp)$/i.test(name)) return { type: 'image' };
  if (/\.zip$/i.test(name)) return { type: 'zip' };
  if (/\.(tar|tar\.gz|tgz)$/i.test(name)) return { type: 'tar' };
  if (/(idx\d?|ubyte)(\.gz)?$/i.test(name) || /(idx\d|ubyte)/i.test(name)) return { type: 'idx' };
  if (/\.bin$/i.test(name) && size > 0 && cifarKind(size)) return { type: 'cifar' };
  return { type: 'other' };
}

export function cifarKind(size: number): keyof typeof CIFAR_RECORDS | undefined {
  if (size % CIFAR_RECORDS['CIFAR-10'] === 0) return 'CIFAR-10';
  return size % CIFAR_RECORDS['CIFAR-100'] === 0 ? 'CIFAR-100' : undefined;
}

/** The ending tells what many are, and that what to do. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /\.(gif|bmp|tiff?|heic|heif|avif|svg|ico|psd|jp2|jxl|exr|ppm|pgm|tga)$/i,
    'an image, but not a PNG, JPEG or WebP; convert it to one of these',
  ],
  [
    /\.(rar|7z|xz|bz2|tbz2?|zst|lz4|cab|iso|dmg)$/i,
    'an archive, but not a zip or tar; unpack it, and bring the folder',
  ],
  [
    /(^|\/)((data|test)_batch(_\d)?|batches\.meta)$|\.(pkl|pickle|pth?|npy|npz|mat|h5|hdf5|parquet|tfrecords?|arrow|lmdb|mdb)$/i,
    'in a format of other programs; bring images, IDX files, or the binary version of CIFAR ("cifar-10-binary.tar.gz")',
  ],
  [
    /(^|\/)(data_batch_\d|test_batch)\.bin$/i,
    'not as long as a whole number of CIFAR images; it is cut short or damaged, so download it again',
  ],
  [/\.(mp4|mov|avi|mkv|webm)$/i, 'a film; bring frames of it as images'],
];

/** Why a file that nothing is known of is left out. */
export const otherReason = (path: string): string =>
  KNOWN.find(([pattern]) => pattern.test(path))?.[1] ?? 'not a PNG, JPEG or WebP image by its name';
