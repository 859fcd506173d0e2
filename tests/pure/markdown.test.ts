/** The Markdown of notes: what is read, and what never becomes more than text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainText,
  readInline,
  readMarkdown,
  titleAndRest,
} from '../../src/ui/canvas/notes/markdown.ts';

const text = (value: string) => ({ type: 'text', text: value });

describe('Markdown of a note', () => {
  it('has headings, paragraphs with line breaks, lists and code', () => {
    expect(readMarkdown('# Title #\nOne\ntwo\n\n- a\n  - b\n3. c\n```\nx *y*\n```')).toEqual([
      { type: 'heading', level: 1, children: [text('Title')] },
      { type: 'paragraph', children: [text('One'), { type: 'break' }, text('two')] },
      {
        type: 'list',
        start: null,
        items: [
          { depth: 0, children: [text('a')] },
          { depth: 1, children: [text('b')] },
          { depth: 0, children: [text('c')] },
        ],
      },
      { type: 'code', text: 'x *y*' },
    ]);
  });

  it('has emphasis inside emphasis, code and links', () => {
    expect(readInline('a **b *c*** `d*` [e](https://f.org/g)')).toEqual([
      text('a '),
      { type: 'strong', children: [text('b '), { type: 'em', children: [text('c')] }] },
      text(' '),
      { type: 'code', text: 'd*' },
      text(' '),
      { type: 'link', url: 'https://f.org/g', children: [text('e')] },
    ]);
  });

  it('links bare addresses without the full stop behind them', () => {
    expect(readInline('See https://arxiv.org/abs/1511.06434.')).toEqual([
      text('See '),
      {
        type: 'link',
        url: 'https://arxiv.org/abs/1511.06434',
        children: [text('https://arxiv.org/abs/1511.06434')],
      },
      text('.'),
    ]);
  });

  it('leaves names, products and what is escaped alone', () => {
    for (const plain of ['batch_size and n_critic', '2 * 3 * 4', 'a*', '**']) {
      expect(readInline(plain)).toEqual([text(plain)]);
    }
    expect(plainText(readInline('\\*so\\*'))).toBe('*so*');
  });

  it('keeps HTML and addresses of other kinds as text', () => {
    const bad = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](data:text/html,x)';
    expect(readInline(bad)).toEqual([text(bad)]);
  });

  it('reads any text, and links lead over http alone', () => {
    const pieces = fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '[',
      '](',
      ')',
      'http://',
      'a',
      ' ',
      '\n',
      '- ',
      '#',
      '<b>',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        const all = JSON.stringify(readMarkdown(parts.join('')));
        for (const [, url] of all.matchAll(/"url":"([^"]*)"/g)) expect(url).toMatch(/^https?:/);
      }),
    );
  });

  it('is quick about texts made to be slow', () => {
    const start = performance.now();
    for (const part of ['*a', '**a', '_a ', '[a', '`', 'http://', '[](', '__a']) {
      readMarkdown(part.repeat(10_000 / part.length));
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('of a frame begins with its title', () => {
    expect(titleAndRest('## Encoder\nfour *stages*')).toEqual({
      title: 'Encoder',
      rest: 'four *stages*',
    });
    expect(titleAndRest('Alone')).toEqual({ title: 'Alone', rest: '' });
  });
});
