/** Names that nothing has yet, for what is made by the program and not by a person. Pure. */

/** Ids have at most so many letters. */
const LONGEST = 64;

/** `base`, or `base` with the first number that makes it new. */
export function freeNameAmong(base: string, taken: ReadonlySet<string>, separator = '-'): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const end = `${separator}${number}`;
    const name = `${base.slice(0, LONGEST - end.length)}${end}`;
    if (!taken.has(name)) return name;
  }
}
