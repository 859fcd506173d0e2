/**
 * Older documents become current ones here: a chain of migrators, each from one version to the next,
 * oldest first. Version 1 is the first, so the chain is still empty. Works on raw JSON, before zod.
 */
import { FORMAT, VERSION } from './document.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Turns a document of version `from` into one of version `from + 1`; changes no argument. */
export interface Migrator {
  readonly from: number;
  /** What changed, for people who read this file. */
  readonly note: string;
  migrate(document: Json): Json;
}

/** In order, without gaps; the last one leads to `VERSION`. */
export const MIGRATORS: readonly Migrator[] = [];

export type Migrated =
  | { readonly ok: true; readonly document: Json; readonly from: number }
  | {
      readonly ok: false;
      readonly reason: 'format' | 'version';
      readonly message: string;
    };

/** The chain and its end can be given, so that tests can run chains that do not exist yet. */
export function migrate(
  raw: Json,
  migrators: readonly Migrator[] = MIGRATORS,
  current: number = VERSION,
): Migrated {
  if (raw.format !== FORMAT) {
    const found = raw.format === undefined ? 'no "format"' : `"format": ${show(raw.format)}`;
    const message = `expected a Ganvas document with "format": "${FORMAT}", found ${found}`;
    return { ok: false, reason: 'format', message };
  }
  const { version } = raw;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const expected = current > 1 ? `a whole number from 1 to ${current}` : '1';
    const message = `expected "version" to be ${expected}, found ${show(version)}`;
    return { ok: false, reason: 'version', message };
  }
  if (version > current) {
    const message = `the document has version ${version}, and this Ganvas reads versions up to ${current}; open it with a newer Ganvas`;
    return { ok: false, reason: 'version', message };
  }
  let document = raw;
  for (let at = version; at < current; at++) {
    const migrator = migrators.find(({ from }) => from === at);
    if (!migrator) throw new Error(`internal: there is no migrator from version ${at}`);
    document = { ...migrator.migrate(document), version: at + 1 };
  }
  return { ok: true, document, from: version };
}

function show(value: unknown): string {
  const text = String(JSON.stringify(value)).replace('undefined', 'none');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
