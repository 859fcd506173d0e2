/** The equations of the catalog can all be typeset, and as what they mean. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import { MODES } from '../../src/nodes/shared/adversarial-modes.ts';
import { type MathNode, parseTex } from '../../src/ui/equation/tex-parser.ts';

const equations = [
  ...[...catalog.values()].flatMap(({ kind, equation }) =>
    equation === undefined ? [] : [[kind, equation] as const],
  ),
  ...Object.entries(MODES).flatMap(([mode, { equations }]) =>
    Object.entries(equations).map(([side, tex]) => [`adversarial ${mode} ${side}`, tex] as const),
  ),
];

/** The tree as text: tags as functions. */
function write(node: MathNode | string): string {
  if (typeof node === 'string') return node;
  const inner = node.children.map(write).join(' ');
  return ['mi', 'mn', 'mo'].includes(node.tag) ? inner : `${node.tag}(${inner})`;
}
const read = (tex: string) => parseTex(tex).nodes.map(write).join(' ');

describe('equations', () => {
  it.each(equations)('knows every command in the equation of %s', (_kind, tex) => {
    expect(parseTex(tex).unknown).toEqual([]);
  });

  it('reads fractions, roots and scripts', () => {
    expect(read('y = \\frac{1}{1 + e^{-x}}')).toBe('y = mfrac(1 mrow(1 + msup(e mrow(− x))))');
    expect(read('\\sqrt{\\sigma^2_i + \\epsilon}')).toBe('msqrt(mrow(msubsup(σ i 2) + ε))');
  });

  it('puts the bounds of a sum below and above it', () => {
    expect(read('\\sum_i^n x_i')).toBe('munderover(∑ i n) msub(x i)');
  });

  it('lays out the cases of a definition as a table', () => {
    const tex = 'y = \\begin{cases} x & x > 0 \\\\ \\alpha x & x \\le 0 \\end{cases}';
    expect(read(tex)).toBe('y = mrow({ mtable(mtr(mtd(x) mtd(x > 0)) mtr(mtd(α x) mtd(x ≤ 0))))');
  });

  it('keeps the spaces between words', () => {
    expect(read('\\text{with probability } p')).toBe('mtext(with\u00a0probability\u00a0) p');
  });

  it('shows a command that it does not know by its name and reports it', () => {
    const { nodes, unknown } = parseTex('\\blob x');
    expect(nodes.map(write)).toEqual(['mtext(blob)', 'x']);
    expect(unknown).toEqual(['blob']);
  });

  it('ends on equations that are cut off', () => {
    for (const tex of ['\\frac{1', 'x^', '\\begin{cases} x &', '}', '\\sqrt']) {
      expect(parseTex(tex).nodes.length).toBeGreaterThan(0);
    }
  });
});
