/**
 * Words of presets, by their English: names, descriptions, notes, titles of nodes, labels of parameters. Presets are
 * English themselves; other languages are put in where one is opened, and are its own from then on.
 */
export const presetWords: Readonly<Record<string, string>> = {};
