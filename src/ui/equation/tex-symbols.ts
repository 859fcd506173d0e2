/** What the commands of the equations' TeX stand for. A command that is in no table is shown by its name. */

export const LETTERS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  psi: 'ψ',
  omega: 'ω',
  Delta: 'Δ',
  Sigma: 'Σ',
  Phi: 'Φ',
  partial: '∂',
  nabla: '∇',
  infty: '∞',
  ell: 'ℓ',
};

export const OPERATORS: Readonly<Record<string, string>> = {
  odot: '⊙',
  sim: '∼',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  approx: '≈',
  times: '×',
  cdot: '·',
  pm: '±',
  in: '∈',
  mid: '∣',
  to: '→',
  rightarrow: '→',
  leftarrow: '←',
  gets: '←',
  sum: '∑',
  prod: '∏',
  int: '∫',
  dots: '…',
  ldots: '…',
  cdots: '⋯',
  lfloor: '⌊',
  rfloor: '⌋',
  lVert: '‖',
  rVert: '‖',
  Vert: '‖',
  lvert: '|',
  rvert: '|',
  top: '⊤',
  '{': '{',
  '}': '}',
  '|': '‖',
};

/** Upright names of functions. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'log',
  'exp',
  'max',
  'min',
  'tanh',
  'cos',
  'sin',
  'arg',
  'Pr',
  'det',
]);

/** Their subscripts stand below. */
export const LIMITED: ReadonlySet<string> = new Set(['∑', '∏', 'max', 'min']);

export const BARS: ReadonlySet<string> = new Set(['|', '‖']);

/** Widths of spaces in em. */
export const SPACES: Readonly<Record<string, number>> = {
  ',': 0.17,
  ':': 0.22,
  ';': 0.28,
  ' ': 0.28,
  '!': 0,
  quad: 1,
  qquad: 2,
};

/** Sizes of delimiters; the delimiter itself follows as a token of its own. */
export const SIZES: ReadonlySet<string> = new Set([
  'bigl',
  'bigr',
  'Bigl',
  'Bigr',
  'biggl',
  'biggr',
  'big',
  'Big',
  'left',
  'right',
]);

const DOUBLE: Readonly<Record<string, string>> = { E: '𝔼', R: 'ℝ', N: 'ℕ', P: 'ℙ', Z: 'ℤ' };
const SCRIPT: Readonly<Record<string, string>> = { U: '𝒰', N: '𝒩', L: 'ℒ', D: '𝒟', X: '𝒳', Z: '𝒵' };

/** Letters of an alphabet; a letter that it lacks stays as it is. */
export function inAlphabet(alphabet: string, text: string): string {
  const table = alphabet === 'mathbb' ? DOUBLE : alphabet === 'mathcal' ? SCRIPT : {};
  return [...text].map((letter) => table[letter] ?? letter).join('');
}
