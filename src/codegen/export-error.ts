/** A program that cannot be written in another language: the sentence says which part and what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
