/**
 * What a name became between two versions of a document. Renaming keeps the thing itself the same object,
 * so whoever holds the old name (selection, breadcrumb, bound data) can follow it, through undo as well.
 */
import { isSameData } from '../graph/same-document.ts';

export function followRename(
  before: Readonly<Record<string, object>>,
  after: Readonly<Record<string, object>>,
  name: string,
): string | null {
  if (Object.hasOwn(after, name)) return name;
  const thing = Object.hasOwn(before, name) ? before[name] : undefined;
  if (thing === undefined) return null;
  const added = Object.entries(after).filter(([key]) => !Object.hasOwn(before, key));
  const found =
    added.find(([, value]) => value === thing) ??
    // Versions that come out of storage say the same in other objects.
    added.find(([, value]) => isSameData(value, thing));
  return found?.[0] ?? null;
}
