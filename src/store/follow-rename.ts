/**
 * What a name became between two versions of a document. Renaming keeps the thing itself the same object,
 * so whoever holds the old name (selection, breadcrumb, bound data) can follow it, through undo as well.
 */
export function followRename(
  before: Readonly<Record<string, object>>,
  after: Readonly<Record<string, object>>,
  name: string,
): string | null {
  if (Object.hasOwn(after, name)) return name;
  const thing = Object.hasOwn(before, name) ? before[name] : undefined;
  if (thing === undefined) return null;
  const found = Object.entries(after).find(
    ([key, value]) => value === thing && !Object.hasOwn(before, key),
  );
  return found?.[0] ?? null;
}
