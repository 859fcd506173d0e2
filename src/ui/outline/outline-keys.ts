/** To which row a key leads, as trees do everywhere: arrows, Home and End, letters of the name. Pure. */
import { ancestorsOf, type OutlineRow } from './outline-rows.ts';

interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const PAGE = 12;

export function rowFor(
  { key, ctrlKey, metaKey, altKey }: Stroke,
  rows: readonly OutlineRow[],
  at: number,
): OutlineRow | null {
  const row = rows[at];
  const to = (index: number) => rows[Math.min(rows.length - 1, Math.max(0, index))] ?? null;
  switch (key) {
    case 'ArrowDown':
      return altKey ? null : to(at + 1);
    case 'ArrowUp':
      return altKey ? null : to(at - 1);
    case 'PageDown':
      return to(at + PAGE);
    case 'PageUp':
      return to(at - PAGE);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      return row?.isOpen ? to(at + 1) : null;
    case 'ArrowLeft': {
      if (!row || row.isOpen) return null;
      const parent = ancestorsOf(row.key).at(-1);
      return rows.find((other) => other.key === parent) ?? null;
    }
    default: {
      const isLetter = key.length === 1 && /[\p{L}\p{N}]/u.test(key);
      if (!isLetter || ctrlKey || metaKey || altKey) return null;
      const round = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
      return round.find(({ name }) => name.toLowerCase().startsWith(key.toLowerCase())) ?? null;
    }
  }
}
