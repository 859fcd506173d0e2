/** The word of a list that a person most likely meant by another one. */

/** Null where none is near: more than a third of the word would have to change. */
export function closest(word: string, known: readonly string[]): string | null {
  const asked = word.toLowerCase();
  const ranked = known
    .map((name) => ({ name, far: distance(asked, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(1, Math.floor(word.length / 3)) ? best.name : null;
}

/** Letters to insert, drop, replace or exchange with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        cell(i - 1, j - 1) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, cell(i - 2, j - 2) + 1);
      }
      (rows[i] ?? []).push(least);
    }
  }
  return cell(a.length, b.length);
}
