/** What a translation owes its source: the same keys, and texts made from the same arguments. */

/** A text, a text made from arguments, or a table of texts. */
export type TextTable = { readonly [key: string]: Text };
// biome-ignore lint/suspicious/noExplicitAny: the arguments are fixed by each text of the source language.
type Text = string | ((...facts: any[]) => string | null) | TextTable;

export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : T[K] extends (...facts: infer Facts) => string | null
        ? (...facts: Facts) => string | null
        : Translation<T[K]>;
};
