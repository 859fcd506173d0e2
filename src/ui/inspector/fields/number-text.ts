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
