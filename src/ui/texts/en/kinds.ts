/**
 * Words of node kinds. The catalog itself is their English; other languages say each kind anew, and each phrase of
 * the catalog (labels, helps, choices, units, groups) by its English. `kind-texts.ts` looks them up.
 */

interface KindWords {
  readonly title: string;
  readonly summary: string;
}

export const kinds: Readonly<Record<string, KindWords>> = {};

export const phrases: Readonly<Record<string, string>> = {};
