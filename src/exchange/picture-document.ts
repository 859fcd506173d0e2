/**
 * A document inside a picture: an `iTXt` chunk of a PNG under the keyword `ganvas`, as image programs keep comments. The
 * picture stays a picture, and dropped on the page it opens the graph that made it. PNG (W3C), section 11.3.3.
 */
import { strFromU8, strToU8, Unzlib, zlibSync } from 'fflate';
import type { Document } from '../../graph-schemas/document.ts';
import { crc32 } from '../data/crc.ts';
import { unfold } from '../data/unfold.ts';
import { LIMITS } from '../graph/json-guard.ts';

const KEYWORD = 'ganvas';
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Signature and header chunk: what every PNG begins with. */
const HEAD = 33;
const FRAME = 12;

/** The picture with the document in it; one that it held before is replaced. `png` must be a PNG. */
export function withDocument(png: Uint8Array, document: Document): Uint8Array<ArrayBuffer> {
  if (!isPng(png)) throw new Error('internal: a document is put into a PNG only');
  const text = zlibSync(strToU8(JSON.stringify(document)), { level: 9 });
  // Keyword, its end, compressed, by zlib, in no language, untranslated.
  const head = [...strToU8(KEYWORD), 0, 1, 0, 0, 0];
  const data = new Uint8Array(head.length + text.length);
  data.set(head);
  data.set(text, head.length);
  const rest = chunksOf(png).filter(({ type, data }) => !isOurs(type, data));
  const parts = [png.subarray(0, HEAD), chunk('iTXt', data), ...rest.map(({ whole }) => whole)];
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export type Found =
  /** To be read as a file is. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'none' }
  /** There was one, but the file is cut off or changed. */
  | { readonly type: 'damaged' };

/** The document that a picture holds, as text. */
export function documentIn(png: Uint8Array): Found {
  if (!isPng(png)) return { type: 'none' };
  const found = chunksOf(png).find(({ type, data }) => isOurs(type, data));
  if (!found) return { type: 'none' };
  const bytes = found.isSound
    ? unfold(textOf(found.data), LIMITS.characters, (listener) => new Unzlib(listener))
    : null;
  return bytes instanceof Uint8Array
    ? { type: 'text', text: strFromU8(bytes) }
    : { type: 'damaged' };
}

export const isPng = (bytes: Uint8Array): boolean =>
  bytes.length >= HEAD && SIGNATURE.every((byte, i) => bytes[i] === byte);

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly whole: Uint8Array;
  readonly isSound: boolean;
}

/** After the header; what is cut off in the middle is the last. */
function chunksOf(png: Uint8Array): readonly Chunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = HEAD; at + FRAME <= png.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    const type = strFromU8(png.subarray(at + 4, at + 8), true);
    const isWhole = end + 4 <= png.length;
    chunks.push({
      type,
      data: png.subarray(at + 8, end),
      whole: png.subarray(at, end + 4),
      isSound: isWhole && crc32(png.subarray(at + 4, end)) === view.getUint32(end),
    });
    if (type === 'IEND') break;
    at = end + 4;
  }
  return chunks;
}

function isOurs(type: string, data: Uint8Array): boolean {
  return (
    type === 'iTXt' && strFromU8(data.subarray(0, KEYWORD.length + 1), true) === `${KEYWORD}\0`
  );
}

/** What follows the keyword, two flags, a language and a translated keyword. */
function textOf(data: Uint8Array): Uint8Array {
  const language = data.indexOf(0, KEYWORD.length + 3);
  const translated = data.indexOf(0, language + 1);
  return data.subarray(translated + 1);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + FRAME);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(strToU8(type, true), 4);
  out.set(data, 8);
  view.setUint32(data.length + 8, crc32(out.subarray(4, data.length + 8)));
  return out;
}
