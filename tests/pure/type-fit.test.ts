/** How wide the words of a card are counted, on one line and on two. */
import { describe, expect, it } from 'vitest';
import { lettersIn, lettersInTwoLines } from '../../src/ui/canvas/type-fit.ts';

describe('words on a card', () => {
  it('are as wide as their letters, and Chinese signs nearly twice that', () => {
    expect(lettersIn('Fool D')).toBe(6);
    expect(lettersIn('判别器')).toBeGreaterThan(5);
    expect(lettersIn('')).toBe(1);
  });

  it('break in two where both lines are short, never within a word', () => {
    expect(lettersInTwoLines('D sees real A')).toBe(6);
    expect(lettersInTwoLines('Convolution')).toBe(11);
    expect(lettersInTwoLines('Train both generators')).toBe(10);
    expect(lettersInTwoLines('判别器看到生成')).toBeLessThan(lettersIn('判别器看到生成'));
  });
});
