/** Whole sentences by the code of a problem, for languages that lack the sentence itself; English has them all. */
export const problemCodes: Readonly<Record<string, string>> = {};
