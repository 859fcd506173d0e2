/** A text with the letters marked that answered a search. */
import type { Range } from './match.ts';
import classes from './palette.module.css';

interface MarkedProps {
  readonly text: string;
  readonly ranges: readonly Range[];
}

export function Marked({ text, ranges }: MarkedProps) {
  const parts = partsOf(text, ranges);
  return parts.map(({ at, part, isMarked }) =>
    isMarked ? (
      <mark key={at} className={classes.mark}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}

interface Part {
  readonly at: number;
  readonly part: string;
  readonly isMarked: boolean;
}

function partsOf(text: string, ranges: readonly Range[]): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(at, from);
    if (to <= start) continue;
    if (start > at) parts.push({ at, part: text.slice(at, start), isMarked: false });
    parts.push({ at: start, part: text.slice(start, to), isMarked: true });
    at = to;
  }
  if (at < text.length) parts.push({ at, part: text.slice(at), isMarked: false });
  return parts;
}
