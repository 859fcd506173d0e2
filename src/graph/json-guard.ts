/**
 * Looks over parsed JSON before zod does: forbidden keys, depth, size. Iterative, and stops at the first
 * limit, so that hostile input costs little.
 */
import type { ProblemCode } from './problem.ts';

export const LIMITS = {
  /** Characters of the file. */
  characters: 8_000_000,
  depth: 40,
  /** Objects, lists and plain values together. */
  values: 150_000,
  /** Entries of one object or list. */
  entries: 10_000,
} as const;

export const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export interface JsonFault {
  readonly code: ProblemCode;
  readonly field: string;
  readonly message: string;
}

interface Item {
  readonly value: unknown;
  readonly parent: Item | null;
  readonly key: string;
  readonly depth: number;
}

export function guardJson(root: unknown): JsonFault | null {
  const open: Item[] = [{ value: root, parent: null, key: '', depth: 0 }];
  let seen = 0;
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, depth } = item;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return fault(
        'document.invalid',
        item,
        'expected a finite number, found one that is too large',
      );
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth > LIMITS.depth) {
      return fault(
        'document.too-large',
        item,
        `expected at most ${LIMITS.depth} levels of nesting`,
      );
    }
    const keys = Array.isArray(value) ? null : Object.keys(value);
    const count = keys ? keys.length : (value as unknown[]).length;
    seen += count;
    if (count > LIMITS.entries || seen > LIMITS.values) {
      const limit =
        count > LIMITS.entries ? `${LIMITS.entries} entries` : `${LIMITS.values} values`;
      return fault('document.too-large', item, `expected at most ${limit}, found more`);
    }
    const forbidden = keys?.find((key) => FORBIDDEN.has(key));
    if (forbidden !== undefined) {
      const at = { value: null, parent: item, key: forbidden, depth };
      return fault('document.forbidden-key', at, `the key "${forbidden}" is not allowed`);
    }
    const children = keys
      ? keys.map((key) => [key, (value as Record<string, unknown>)[key]] as const)
      : (value as unknown[]).map((child, index) => [String(index), child] as const);
    for (const [key, child] of children.reverse()) {
      open.push({ value: child, parent: item, key, depth: depth + 1 });
    }
  }
  return null;
}

function fault(code: ProblemCode, item: Item, message: string): JsonFault {
  const path: string[] = [];
  for (let at: Item | null = item; at?.parent; at = at.parent) path.unshift(at.key.slice(0, 80));
  const field = path.join('.');
  return { code, field, message: field ? `${field}: ${message}` : message };
}
