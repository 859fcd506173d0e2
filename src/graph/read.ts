/**
 * Text → document. Everything wrong with the text is told as problems, each with the path of its field;
 * hostile text ends in a problem quickly. What a valid document means is the business of `analyse.ts`.
 */
import type { z } from 'zod';
import { Document } from '../../graph-schemas/document.ts';
import { type Json, migrate } from '../../graph-schemas/migrations.ts';
import { guardJson, LIMITS } from './json-guard.ts';
import { findDoubledKey, locateJsonError, measureJson } from './json-text.ts';
import { plainReason } from './plain-reason.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { show } from './resolve-params.ts';

export interface ReadResult {
  readonly document: Document | null;
  readonly problems: readonly Problem[];
}

const MAX_PROBLEMS = 100;
const CHOOSE = 'choose a document that Ganvas has written';

export function readDocument(text: string): ReadResult {
  if (text.length > LIMITS.characters) {
    const found = `${(text.length / 1e6).toFixed(0)} million`;
    const message = `the file holds ${found} characters, expected at most ${LIMITS.characters / 1e6} million`;
    return refused('document.too-large', '', message);
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '')
    return refused('document.not-json', '', `expected JSON, found an empty file; ${CHOOSE}`);
  const size = measureJson(json, LIMITS.depth + 1, LIMITS.values);
  if (size.depth > LIMITS.depth + 1 || size.values > LIMITS.values) {
    const limit = `${LIMITS.values} values, nested in at most ${LIMITS.depth} levels`;
    return refused('document.too-large', '', `expected at most ${limit}, found more; ${CHOOSE}`);
  }
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return refused('document.not-json', '', notJson(json));
  }
  const doubled = findDoubledKey(json);
  if (doubled) {
    const found = `found "${clip(doubled.key)}" twice, again at ${placeIn(json, doubled.at)}`;
    const message = `expected every name once in an object, ${found}; remove or rename one of them`;
    return refused('document.doubled-key', doubled.key, message);
  }
  return readJson(raw);
}

/** The same for JSON that is parsed already, such as a document out of the browser's storage. */
export function readJson(raw: unknown): ReadResult {
  const fault = guardJson(raw);
  if (fault) return refused(fault.code, fault.field, fault.message);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const message = `expected an object with "format", "version", "networks" …, found ${show(raw)}`;
    return refused('document.wrong-format', '', message);
  }
  const migrated = migrate(raw as Json);
  if (!migrated.ok) {
    const isFormat = migrated.reason === 'format';
    const code = isFormat ? 'document.wrong-format' : 'document.unknown-version';
    return refused(code, migrated.reason, migrated.message);
  }
  const parsed = Document.safeParse(migrated.document);
  if (parsed.success) return { document: parsed.data, problems: [] };
  const problems = parsed.error.issues
    .slice(0, MAX_PROBLEMS)
    .flatMap((issue) => problemsOf(issue, migrated.document));
  // One sentence for each field: a number that is too large may break several rules. The last is the narrowest.
  const byField = new Map(problems.map((found) => [found.where.field, found]));
  return { document: null, problems: [...byField.values()].slice(0, MAX_PROBLEMS) };
}

function problemsOf(issue: z.core.$ZodIssue, raw: Json): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => {
      const field = clip([...path, key].join('.'));
      const message = `${field} is no field of Ganvas documents`;
      return problem('document.unknown-field', field, message);
    });
  }
  const field = clip(path.join('.'));
  if (issue.code === 'invalid_key') {
    const message = `${field}: ${issue.issues[0]?.message ?? 'expected another name'}`;
    return [problem('document.invalid', field, message)];
  }
  const found = valueAt(raw, issue.path);
  const reason =
    issue.code === 'invalid_union' ? 'expected a number or an expression' : plainReason(issue);
  const said = found === undefined ? 'found nothing' : `found ${show(found)}`;
  const message = `${field || 'document'}: ${reason}, ${said}`;
  return [problem('document.invalid', field, message)];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

/** Engines count in characters, or not at all; people count in lines. */
function notJson(text: string): string {
  if (isBinary(text)) {
    return `expected JSON, found what is no text, perhaps an archive, an image or UTF-16; ${CHOOSE}`;
  }
  const at = locateJsonError(text);
  const found = text[at];
  if (found === undefined) return 'expected JSON, found the end of the file too early';
  return `expected JSON, found ${JSON.stringify(found)} at ${placeIn(text, at)}`;
}

/** Text that was no text is full of zeros, other control characters and replacement characters. */
function isBinary(text: string): boolean {
  for (const character of text.slice(0, 16)) {
    const isControl = character < ' ' && !'\n\r\t'.includes(character);
    if (isControl || character === '\uFFFD') return true;
  }
  return false;
}

function placeIn(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${before.length - before.lastIndexOf('\n')}`;
}

function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function problem(code: ProblemCode, field: string, message: string): Problem {
  return { code, severity: 'error', where: field ? { field } : {}, message };
}

function refused(code: ProblemCode, field: string, message: string): ReadResult {
  return { document: null, problems: [problem(code, field, message)] };
}
