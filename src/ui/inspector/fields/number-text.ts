/** Between what a person types in a number field and what the document holds: a number or an expression. */

/** `null` for an empty field. */
export function readNumeric(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const number = Number(trimmed.replace('−', '-'));
  return Number.isFinite(number) ? number : trimmed;
}

export function writeNumeric(value: unknown): string {
  if (typeof value === 'number') return String(value).replace('e+', 'e');
  return typeof value === 'string' ? value : '';
}

interface Steps {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
}

/** One step up or down, within the bounds; without a step, a tenth of the number's size. */
export function stepped(value: number, direction: 1 | -1, bounds: Steps): number {
  const { min = -Infinity, max = Infinity, integer } = bounds;
  const size = Math.abs(value) > 0 ? 10 ** Math.floor(Math.log10(Math.abs(value))) : 0.1;
  const step = bounds.step ?? (integer ? 1 : size / 10);
  const next = Number((value + direction * step).toPrecision(12));
  return Math.min(max, Math.max(min, next));
}
