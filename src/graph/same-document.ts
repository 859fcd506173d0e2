/**
 * Whether two versions of a document say the same, and which canvases tell them apart. Versions share what did
 * not change, so both cost little after an edit.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { GraphId } from './problem.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The order of names counts: random streams are numbered by it. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return (
    names.length === others.length &&
    names.every(
      (name, at) => name === others[at] && isSameData((a as Plain)[name], (b as Plain)[name]),
    )
  );
}

/** Canvases that differ, those that both versions have first, the objective last of them. */
export function changedGraphs(before: Document, after: Document): readonly GraphId[] {
  const kept: GraphId[] = [];
  const others: GraphId[] = [];
  for (const kind of ['blocks', 'networks'] as const) {
    const [old, now] = [before[kind] ?? {}, after[kind] ?? {}];
    for (const name of new Set([...Object.keys(now), ...Object.keys(old)])) {
      if (old[name] === now[name]) continue;
      const isKept = Object.hasOwn(old, name) && Object.hasOwn(now, name);
      (isKept ? kept : others).push(`${kind}.${name}`);
    }
  }
  if (before.objective !== after.objective) kept.push('objective');
  return [...kept, ...others];
}
