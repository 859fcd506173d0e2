/**
 * Words of presets, by their English: names, descriptions, notes, titles of nodes, labels of parameters. Presets are
 * English themselves; other languages are put in where one is opened, and are its own from then on. Only what nobody
 * edits stays English there, such as profiles, and is said anew where it is shown.
 */
export const presetWords: Readonly<Record<string, string>> = {};
