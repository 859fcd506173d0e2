/**
 * Winograd's convolutions: y = Aᵀ[(G g) ⊙ (Bᵀ d)] by rows and by columns. Two outputs of two taps take three products in place of
 * four, of three taps four in place of six. Sums and halves only, so that they are as exact as the plain ones.
 */

/** Rows of coefficients. */
export type Matrix = readonly (readonly number[])[];

/** What each transform is called in the module, and its matrix. */
export const MATRICES = {
  input2: [
    [1, -1, 0],
    [0, 1, 0],
    [0, 1, -1],
  ],
  /** Two convolutions, the second a pixel further, share the one in the middle. */
  input2Twice: [
    [1, -1, 0, 0],
    [0, 1, 0, 0],
    [0, 1, -1, 0],
    [0, 0, 1, 0],
    [0, 0, 1, -1],
  ],
  filter2: [
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  output2: [
    [1, 1, 0],
    [0, 1, -1],
  ],
  /** The other way round, for gradients of the filter. */
  outputBack2: [
    [1, 0],
    [1, 1],
    [0, -1],
  ],
  filterBack2: [
    [1, 1, 0],
    [0, 1, 1],
  ],
  input3: [
    [1, 0, -1, 0],
    [0, 1, 1, 0],
    [0, -1, 1, 0],
    [0, 1, 0, -1],
  ],
  filter3: [
    [1, 0, 0],
    [0.5, 0.5, 0.5],
    [0.5, -0.5, 0.5],
    [0, 0, 1],
  ],
  output3: [
    [1, 1, 1, 0],
    [0, 1, -1, -1],
  ],
  outputBack3: [
    [1, 0],
    [1, 1],
    [1, -1],
    [0, -1],
  ],
  filterBack3: [
    [1, 0.5, 0.5, 0],
    [0, 0.5, -0.5, 0],
    [0, 0.5, 0.5, 1],
  ],
} as const satisfies Record<string, Matrix>;

export type TransformName = keyof typeof MATRICES;
