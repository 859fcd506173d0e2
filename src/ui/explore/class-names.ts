/** Classes as choices: their numbers. */
export const classNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index));
