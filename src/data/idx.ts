/**
 * IDX files as MNIST and its relatives use them, gzipped or not: one file of images (magic 0x00000803) or of
 * labels (0x00000801), big-endian. Files are never trusted: the header is checked before memory is taken.
 */
import { DataError } from './dataset.ts';

export interface IdxImages {
  readonly type: 'images';
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8Array;
}

export interface IdxLabels {
  readonly type: 'labels';
  readonly count: number;
  readonly labels: Uint8Array;
}

const IMAGES = 0x0803;
const LABELS = 0x0801;
/** The largest IDX set in use, EMNIST by class, has 0.55 GB of pixels. */
const LIMIT = 2 ** 30;
const LARGEST_SIDE = 1024;

export async function decodeIdx(name: string, bytes: Uint8Array): Promise<IdxImages | IdxLabels> {
  if (bytes.length === 0)
    throw new DataError(
      `Reading "${name}": expected an IDX file, but the file is empty. Download or copy it again.`,
    );
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const file = isGzip ? await gunzip(name, bytes) : bytes;
  const header = readHeader(name, file);
  if (file.length < header.total)
    throw new DataError(
      `Reading "${name}": the header promises ${header.what}, ${group(header.total)} bytes, but the file ends after ${group(file.length)}. It is cut short; download or copy it again.`,
    );
  if (file.length > header.total)
    throw new DataError(
      `Reading "${name}": the header promises ${header.what}, ${group(header.total)} bytes, but the file has ${isGzip ? 'more' : group(file.length)}. Header and content do not belong together; make or download the file again.`,
    );
  const body = file.subarray(header.offset, header.total);
  const { count, height, width } = header;
  return header.type === 'images'
    ? { type: 'images', count, height, width, pixels: body }
    : { type: 'labels', count, labels: body };
}

interface Header {
  readonly type: 'images' | 'labels';
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Where the content starts, and where the file must end. */
  readonly offset: number;
  readonly total: number;
  readonly what: string;
}

function readHeader(name: string, file: Uint8Array): Header {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const magic = file.length >= 4 ? view.getUint32(0) : -1;
  if (magic !== IMAGES && magic !== LABELS) throw new DataError(wrongMagic(name, file));
  const offset = magic === IMAGES ? 16 : 8;
  if (file.length < offset)
    throw new DataError(
      `Reading "${name}": expected a header of ${offset} bytes, but the file ends after ${file.length}. It is cut short; download or copy it again.`,
    );
  const count = view.getUint32(4);
  if (count === 0)
    throw new DataError(
      `Reading "${name}": expected images or labels, but the header says there are none. Choose a file with content.`,
    );
  if (magic === LABELS) {
    const what = `${group(count)} labels`;
    return { type: 'labels', count, height: 1, width: 1, offset, ...size(name, what, count + 8) };
  }
  const height = view.getUint32(8);
  const width = view.getUint32(12);
  if (height < 1 || width < 1 || height > LARGEST_SIDE || width > LARGEST_SIDE)
    throw new DataError(
      `Reading "${name}": expected images with sides of 1 to ${LARGEST_SIDE} pixels, but the header says ${group(height)} × ${group(width)}. The file is damaged or not an IDX file of images.`,
    );
  const what = `${group(count)} images of ${height} × ${width}`;
  return {
    type: 'images',
    count,
    height,
    width,
    offset,
    ...size(name, what, 16 + count * height * width),
  };
}

function size(name: string, what: string, total: number): { what: string; total: number } {
  if (total > LIMIT)
    throw new DataError(
      `Reading "${name}": the header promises ${what}, ${group(total)} bytes, more than the ${group(LIMIT)} that fit in memory. Use a smaller set, or check that the file is not damaged.`,
    );
  return { what, total };
}

function wrongMagic(name: string, file: Uint8Array): string {
  const start = [...file.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  const guess = SIGNATURES.find(([signature]) => start.join('').startsWith(signature))?.[1];
  const found = guess ? `it looks like ${guess}` : `it starts with ${start.join(' ')}`;
  return `Reading "${name}": expected an IDX file, which starts with 00 00 08 03 (images) or 00 00 08 01 (labels), but ${found}. Choose the files named like "train-images-idx3-ubyte.gz".`;
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['89504e47', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['504b0304', 'a zip archive'],
  ['1f8b', 'a file that was gzipped twice'],
  ['3c', 'a web page, perhaps of a failed download'],
  ['000008', 'IDX data of another number of dimensions'],
];

/** Unpacks no further than the header allows, so that a small file cannot fill the memory. */
async function gunzip(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader();
  const head: Uint8Array[] = [];
  let length = 0;
  let out: Uint8Array | undefined;
  const next = async (): Promise<Uint8Array | undefined> => {
    try {
      return (await reader.read()).value;
    } catch {
      const got = length > 0 ? `after ${group(length)} unpacked bytes ` : '';
      throw new DataError(
        `Unpacking "${name}": the gzip data breaks off or is damaged ${got}(${group(bytes.length)} bytes in the file). Download or copy it again.`,
      );
    }
  };
  for (let chunk = await next(); chunk; chunk = await next()) {
    if (!out) {
      head.push(chunk);
      length += chunk.length;
      if (length < 16) continue;
      const start = join(head, length);
      // One byte more than promised, so that a longer file is noticed; deflate packs no tighter than 1 : 1032.
      const most = bytes.length * 1032 + chunk.length;
      out = new Uint8Array(Math.min(readHeader(name, start).total + 1, most));
      out.set(start.subarray(0, out.length));
    } else {
      out.set(chunk.subarray(0, Math.max(0, out.length - length)), length);
      length += chunk.length;
    }
    if (length >= out.length) {
      await reader.cancel();
      return out;
    }
  }
  return out ? out.subarray(0, length) : join(head, length);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const out = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    out.set(chunk, offset);
    offset += chunk.length;
  }
  return out;
}

const group = (value: number): string => value.toLocaleString('en-US');
