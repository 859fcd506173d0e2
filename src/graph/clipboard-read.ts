/**
 * Text of the clipboard → a part of a canvas, a whole document, or what it is instead. Whatever the text is, the answer
 * comes quickly and nothing throws.
 */
import { FRAGMENT_FORMAT, FRAGMENT_VERSION, Fragment } from '../../graph-schemas/fragment.ts';
import { guardJson, LIMITS } from './json-guard.ts';
import { findDoubledKey, measureJson } from './json-text.ts';
import { plainReason } from './plain-reason.ts';
import type { ReadResult } from './read.ts';
import { readDocument } from './read.ts';
import { show } from './resolve-params.ts';

/** Why a text cannot be pasted. Sentences are the page's business. */
export type FragmentFault =
  | { readonly type: 'empty' }
  /** Some other text. */
  | { readonly type: 'no-graph' }
  /** Begins as a fragment of ours and then breaks off, or was changed by hand. */
  | { readonly type: 'not-json' }
  | { readonly type: 'too-large' }
  | { readonly type: 'newer'; readonly version: string }
  | { readonly type: 'broken'; readonly field: string; readonly reason: string };

export type ReadClipboard =
  | { readonly type: 'fragment'; readonly fragment: Fragment }
  | { readonly type: 'document'; readonly read: ReadResult }
  | { readonly type: 'fault'; readonly fault: FragmentFault };

export function readClipboard(text: string): ReadClipboard {
  const json = text.trim();
  if (json === '') return no({ type: 'empty' });
  if (!json.startsWith('{')) return no({ type: 'no-graph' });
  const size = json.length > LIMITS.characters ? null : measure(json);
  if (!size || size.depth > LIMITS.depth + 1 || size.values > LIMITS.values) {
    return no({ type: looksOurs(json) ? 'too-large' : 'no-graph' });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return no({ type: looksOurs(json) ? 'not-json' : 'no-graph' });
  }
  if (typeof raw !== 'object' || raw === null) return no({ type: 'no-graph' });
  const { format, version } = raw as { readonly format?: unknown; readonly version?: unknown };
  if (format !== FRAGMENT_FORMAT) {
    const isDocument = typeof format === 'string' && format.startsWith('ganvas.graph');
    return isDocument ? { type: 'document', read: readDocument(json) } : no({ type: 'no-graph' });
  }
  if (typeof version === 'number' && version > FRAGMENT_VERSION) {
    return no({ type: 'newer', version: String(version) });
  }
  return readFragment(raw, json);
}

function readFragment(raw: object, json: string): ReadClipboard {
  const unsafe = guardJson(raw);
  if (unsafe) {
    const { code, field, message } = unsafe;
    if (code === 'document.too-large') return no({ type: 'too-large' });
    return no({ type: 'broken', field, reason: message.replace(`${field}: `, '') });
  }
  const doubled = findDoubledKey(json);
  if (doubled) {
    return no({ type: 'broken', field: doubled.key.slice(0, 80), reason: 'found twice' });
  }
  const parsed = Fragment.safeParse(raw);
  if (parsed.success) return { type: 'fragment', fragment: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join('.').slice(0, 200) ?? '';
  if (!issue) return no({ type: 'broken', field, reason: '' });
  if (issue.code === 'unrecognized_keys') {
    const key = [...issue.path.map(String), issue.keys[0] ?? ''].join('.').slice(0, 200);
    return no({ type: 'broken', field: key, reason: 'expected no such field' });
  }
  const found = issue.path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    raw,
  );
  const said = found === undefined ? 'found nothing' : `found ${show(found)}`;
  return no({ type: 'broken', field, reason: `${plainReason(issue)}, ${said}` });
}

const measure = (json: string) => measureJson(json, LIMITS.depth + 1, LIMITS.values);

/** The format stands first in what we write. */
const looksOurs = (json: string) => json.slice(0, 200).includes('"ganvas.');

function no(fault: FragmentFault): ReadClipboard {
  return { type: 'fault', fault };
}
