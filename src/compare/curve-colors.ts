/**
 * Colours of curves. Each palette keeps at least 4.5:1 against its theme's panel and stays apart under the common colour
 * blindnesses (after Okabe and Ito, with lightness shifted for each theme).
 */

export const LIGHT = [
  '#0b62a8',
  '#c2410c',
  '#007a5a',
  '#a62a78',
  '#7a5c00',
  '#5b3fc4',
  '#b3261e',
  '#455a64',
] as const;

export const DARK = [
  '#5cb8f2',
  '#ff9f43',
  '#3fd6a0',
  '#f48cc4',
  '#f0e05a',
  '#b8a1ff',
  '#ff8577',
  '#a8c4cf',
] as const;
