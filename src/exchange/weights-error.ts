/** A file of weights that cannot be taken: what was expected, what was found, what to do, as a sentence. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
}

/** `G/a, G/b and 3 more`. */
export function someOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
