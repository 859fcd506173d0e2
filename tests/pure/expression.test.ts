/** The expression language: what it computes, what it refuses, and that printing keeps the tree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluate,
  FUNCTIONS,
  type Node,
  OPERATORS,
  parseExpression,
} from '../../src/graph/expression.ts';
import { printExpression, renameInExpression } from '../../src/graph/expression-print.ts';
import { evaluateNumeric, Scope } from '../../src/graph/scope.ts';

const values: Record<string, number> = { ngf: 64, imageSize: 32, i: 2 };
const lookup = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);

function compute(text: string) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return evaluate(parsed.node, lookup);
}

describe('an expression', () => {
  it.each([
    ['ngf * 4', 256],
    ['imageSize / 16', 2],
    ['log2(imageSize) - 3', 2],
    ['ngf * imageSize / 16 / pow(2, i)', 32],
    ['7 % 4 + -2 * 3', -3],
    ['min(ngf, imageSize, 100)', 32],
    ['max(1, floor(2.7)) + ceil(0.2) + round(1.5)', 5],
    ['sqrt(ngf)', 8],
    ['imageSize >= 32 ? ngf : 1', 64],
    ['(i == 2) + (i != 2) + (i < 3) + (i > 3) + (i <= 2)', 3],
    ['2 - (3 - 4)', 3],
    ['-(-ngf)', 64],
    ['1e3 + .5', 1000.5],
  ])('%s is %d', (text, expected) => {
    expect(compute(text)).toBe(expected);
  });

  it('answers the name that it does not know', () => {
    expect(compute('ngf + nfg')).toEqual({ unknown: 'nfg' });
    expect(compute('toString')).toEqual({ unknown: 'toString' });
  });

  it.each([
    ['', 'expected one expression'],
    ['ngf ngf', 'expected one expression'],
    ['ngf *', 'expected'],
    ['"text"', 'expected a number'],
    ['true', 'expected a number'],
    ['1e999', 'expected a number'],
    ['ngf.constructor', 'expected numbers'],
    ['ngf["constructor"]', 'expected numbers'],
    ['[1, 2]', 'expected numbers'],
    ['this', 'expected numbers'],
    ['alert(1)', 'no function alert'],
    ['constructor(1)', 'no function constructor'],
    ['min.call(1)', 'no function'],
    ['pow(2)', 'pow takes 2 values, got 1'],
    ['log2', 'log2 is a function'],
    ['1 << 2', 'no operator <<'],
    ['ngf && 1', 'no operator &&'],
    ['!ngf', 'no operator !'],
    [`${'('.repeat(300)}1`, 'cannot read'],
    ['1'.repeat(401), 'at most 400 characters'],
  ])('%s is refused with a reason', (text, reason) => {
    expect(parseExpression(text)).toMatchObject({
      ok: false,
      message: expect.stringContaining(reason),
    });
  });
});

const names = fc.constantFrom('ngf', 'imageSize', 'i', 'batch_2');
const trees = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc
      .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
      .map((value): Node => ({ type: 'number', value: value === 0 ? 0 : value })),
    names.map((name): Node => ({ type: 'name', name })),
    // A negative number is a number, not a negation.
    tie('node').map(
      (of): Node =>
        of.type === 'number' ? { type: 'number', value: 0 - of.value } : { type: 'negate', of },
    ),
    fc
      .tuple(
        fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[])),
        tie('node'),
        tie('node'),
      )
      .map(([operator, left, right]): Node => ({ type: 'binary', operator, left, right })),
    fc
      .tuple(
        fc.constantFrom(...(Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[])),
        tie('node'),
        tie('node'),
      )
      .map(
        ([name, a, b]): Node => ({
          type: 'call',
          name,
          args: FUNCTIONS[name].arity[0] === 2 ? [a, b] : [a],
        }),
      ),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([test, yes, no]): Node => ({ type: 'choose', test, yes, no })),
  ),
})).node;

describe('a numeric field', () => {
  it('is never −0, which a program in JSON could not say', () => {
    const scope = new Scope(new Map([['rate', -0]]));
    for (const written of [-0, 'rate', '-rate * 0', 'round(-0.2)'])
      expect(evaluateNumeric(written, scope)).toBe(0);
  });
});

describe('printing', () => {
  it('gives text that is read as the same tree', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = printExpression(tree);
        fc.pre(text.length <= 400);
        expect(parseExpression(text)).toMatchObject({ ok: true, node: tree });
      }),
    );
  });

  it('uses no parentheses that are not needed', () => {
    const parsed = parseExpression('((a * b) + (c)) - (d - e)');
    expect(parsed.ok && printExpression(parsed.node)).toBe('a * b + c - (d - e)');
  });

  it('follows a renamed parameter and leaves other text alone', () => {
    expect(renameInExpression('ngf*2 + ngf2', 'ngf', 'width')).toBe('width * 2 + ngf2');
    expect(renameInExpression('ngf2  +1', 'ngf', 'width')).toBe('ngf2  +1');
    expect(renameInExpression('ngf +', 'ngf', 'width')).toBe('ngf +');
  });
});
