/**
 * A document as text for the fragment of a link, which browsers send to nobody: `1.CHECKSUM.LENGTH.DATA`, the data
 * being the document as JSON, deflated, in base64url. The checksum (CRC-32 of the JSON, hexadecimal) and the length
 * (of the data, base 36) stand in front, so that a link that was cut off still says so. Pure.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Document } from '../../graph-schemas/document.ts';
import { crc32 } from '../data/crc.ts';
import { unfold } from '../data/unfold.ts';
import { LIMITS } from '../graph/json-guard.ts';

const VERSION = '1';

/** Some messengers and mail programs cut longer links. */
export const LINK_WARNS_AT = 8_000;
/** Not every browser opens longer addresses. */
export const LINK_ENDS_AT = 64_000;

export function packDocument(document: Document): string {
  const bytes = strToU8(JSON.stringify(document));
  const data = toBase64Url(deflateSync(bytes, { level: 9 }));
  return [VERSION, hex(crc32(bytes)), data.length.toString(36), data].join('.');
}

export type Unpacked =
  /** To be read as a file is. */
  | { readonly type: 'text'; readonly text: string }
  /** `wanted` and `found`: characters of the data. */
  | { readonly type: 'cut'; readonly wanted: number; readonly found: number }
  | { readonly type: 'altered' }
  /** Made by a newer version. */
  | { readonly type: 'unknown-version'; readonly version: string }
  | { readonly type: 'too-large' };

export function unpackDocument(packed: string): Unpacked {
  const [version = '', sum = '', length = '', ...rest] = packed.split('.');
  if (/^\d{1,3}$/.test(version) && version !== VERSION) return { type: 'unknown-version', version };
  const data = rest.join('.');
  const wanted = Number.parseInt(length, 36);
  if (version === VERSION && (rest.length === 0 || data.length < wanted)) {
    // The head itself may have been cut off: then nobody knows how long it was.
    return { type: 'cut', wanted: rest.length === 0 ? 0 : wanted, found: data.length };
  }
  const bytes = data.length === wanted ? fromBase64Url(data) : null;
  if (!bytes) return { type: 'altered' };
  const inflated = unfold(bytes, LIMITS.characters, (listener) => new Inflate(listener));
  if (inflated === 'too-large') return { type: 'too-large' };
  if (!inflated || hex(crc32(inflated)) !== sum) return { type: 'altered' };
  return { type: 'text', text: strFromU8(inflated) };
}

const hex = (sum: number) => sum.toString(16).padStart(8, '0');

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
