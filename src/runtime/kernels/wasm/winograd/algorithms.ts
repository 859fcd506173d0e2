/**
 * Winograd's convolutions: y = Aᵀ[(G g) ⊙ (Bᵀ d)] by rows and by columns. Two outputs of two taps take three products in place of
 * four, of three taps four in place of six. Sums and halves only, so that they are as exact as the plain ones. Four outputs of three
 * taps take six in place of twelve: polynomials at 0, 1, −1, ½, −2 and ∞. Of two taps five in place of eight, at 0, 1, −1, 2 and ∞.
 * Their rounding is some three to four times that of plain sums.
 */

/** Rows of coefficients. */
export type Matrix = readonly (readonly number[])[];

/** Two outputs of two taps and of three, four outputs of three taps and of two. */
export type Form = 2 | 3 | 4 | 5;

export const TAPS: Readonly<Record<Form, 2 | 3>> = { 2: 2, 3: 3, 4: 3, 5: 2 };
/** Along an axis, of one patch. */
export const OUTPUTS: Readonly<Record<Form, 2 | 4>> = { 2: 2, 3: 2, 4: 4, 5: 4 };
/** Along an axis; as many pixels are in a patch. */
export const elementsOf = (form: Form): number => TAPS[form] + OUTPUTS[form] - 1;

/** Bᵀ, G and Aᵀ of each form. */
const FORWARD = {
  input2: [
    [1, -1, 0],
    [0, 1, 0],
    [0, 1, -1],
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
  input4: [
    [1, -1.5, -2, 1.5, 1, 0],
    [0, -1, 0.5, 2.5, 1, 0],
    [0, 1, -2.5, 0.5, 1, 0],
    [0, 2, 1, -2, -1, 0],
    [0, 0.5, -1, -0.5, 1, 0],
    [0, 1, -1.5, -2, 1.5, 1],
  ],
  filter4: [
    [1, 0, 0],
    [1 / 3, 1 / 3, 1 / 3],
    [-1 / 3, 1 / 3, -1 / 3],
    [16 / 15, 8 / 15, 4 / 15],
    [1 / 15, -2 / 15, 4 / 15],
    [0, 0, 1],
  ],
  output4: [
    [1, 1, 1, 1, 1, 0],
    [0, 1, -1, 0.5, -2, 0],
    [0, 1, 1, 0.25, 4, 0],
    [0, 1, -1, 0.125, -8, 1],
  ],
  input5: [
    [2, -1, -2, 1, 0],
    [0, 2, 1, -1, 0],
    [0, 2, -3, 1, 0],
    [0, -1, 0, 1, 0],
    [0, 2, -1, -2, 1],
  ],
  filter5: [
    [1 / 2, 0],
    [1 / 2, 1 / 2],
    [-1 / 6, 1 / 6],
    [1 / 6, 1 / 3],
    [0, 1],
  ],
  output5: [
    [1, 1, 1, 1, 0],
    [0, 1, -1, 2, 0],
    [0, 1, 1, 4, 0],
    [0, 1, -1, 8, 1],
  ],
} as const satisfies Record<`${'input' | 'filter' | 'output'}${Form}`, Matrix>;

const transposed = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));

/** Two convolutions, the second a pixel further: the last element of one is the first of the other. */
const twice = (input: Matrix): Matrix => [
  ...input.map((row) => [...row, 0]),
  ...input.slice(1).map((row) => [0, ...row]),
];

/** What each transform is called in the module, and its matrix. `Back`: the other way round, for gradients of the filter. */
export const MATRICES = {
  ...FORWARD,
  input2Twice: twice(FORWARD.input2),
  input5Twice: twice(FORWARD.input5),
  outputBack2: transposed(FORWARD.output2),
  filterBack2: transposed(FORWARD.filter2),
  outputBack3: transposed(FORWARD.output3),
  filterBack3: transposed(FORWARD.filter3),
  outputBack4: transposed(FORWARD.output4),
  filterBack4: transposed(FORWARD.filter4),
  outputBack5: transposed(FORWARD.output5),
  filterBack5: transposed(FORWARD.filter5),
} satisfies Record<string, Matrix>;

export type TransformName = keyof typeof MATRICES;

/** Of even filters, whose remainders see the same pixels, one of them a pixel further. */
export const TWICE: Readonly<Partial<Record<Form, 'input2Twice' | 'input5Twice'>>> = {
  2: 'input2Twice',
  5: 'input5Twice',
};
