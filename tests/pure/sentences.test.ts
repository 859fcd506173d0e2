/** Sentences that are made far from the page are said in Chinese: by form, by code, and those that sources hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sayer } from '../../src/ui/texts/sentences.ts';
import { inChinese } from './support/in-chinese.ts';

const say = sayer({
  forms: [['{kind} expects {type}, got {found}', '{kind} 需要{type!}，得到{found!}']],
  facts: [
    ['vector [{shape}]', '向量 [{shape}]'],
    [' from "{text}"', '，来自“{text}”'],
    ['{a} or {b}', '{a!}或{b!}'],
  ],
  words: { 'an image': '图像' },
});

describe('forms of sentences', () => {
  test('facts stay, and facts that are words are said anew', () => {
    expect(say('conv2d expects an image, got vector [3]')).toBe('conv2d 需要图像，得到向量 [3]');
  });

  test('a fact that is said in Chinese has no space beside it', () => {
    expect(inChinese('apply expects a tensor at "z", found no wire')).toBe(
      '调用网络的“z”需要张量，现在没有连线',
    );
    expect(inChinese('relu expects a tensor at "in", found no wire')).toBe(
      'ReLU 的“in”需要张量，现在没有连线',
    );
  });

  test('what a sentence ends with is said after it', () => {
    expect(say('dense expects an image, got 4 from "width / 2"')).toBe(
      'dense 需要图像，得到4，来自“width / 2”',
    );
  });

  test('a sentence of no form is not said at all, rather than by half', () => {
    expect(say('conv2d wants an image')).toBeNull();
    expect(say('an image or nothing')).toBeNull();
  });

  test('braces and signs of patterns in facts are facts', () => {
    expect(say('f(x)+{a} expects .*, got $1')).toBe('f(x)+{a} 需要.*，得到$1');
  });
});

/** Sentences as sources write them, a number in place of each fact; those built of parts are left to other tests. */
function written(folder: string, before: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => {
      const source = readFileSync(`${folder}/${path}`, 'utf8');
      return (
        [...source.matchAll(new RegExp(`${before.source}\\s*(?:\`([^\`]*)\`|'([^'\n]*)')`, 'g'))]
          .map(([, template, plain]) =>
            (template ?? plain ?? '').replace(/\$\{[^}]*(?:\{[^}]*\}[^}]*)*\}/g, '7'),
          )
          // What goes on after a template inside this one cannot be told so.
          .filter(
            (text) =>
              !text.includes('${') &&
              !text.startsWith('internal') &&
              !text.endsWith(' ') &&
              !text.endsWith('('),
          )
      );
    });
}

const folder = (path: string) => new URL(`../../src/${path}`, import.meta.url).pathname;

describe('sentences in sources', () => {
  test('rules of node kinds', () => {
    const faults = written(folder('nodes'), /fault(?::| =)/);
    expect(faults.length).toBeGreaterThan(30);
    // The part that it leaves out is a sentence of its own.
    faults.filter((text) => !text.startsWith('reduce expects 7')).forEach(inChinese);
  });

  test('why data is not taken', () => {
    const reasons = [
      ...written(folder('data'), /new DataError\(/),
      ...written(folder('store'), /\? |: |return /).filter((text) => text.startsWith('This node')),
    ];
    expect(reasons.length).toBeGreaterThan(40);
    reasons.forEach(inChinese);
  });

  test('what storage could not do', () => {
    const attempts = written(folder('worker'), /attempt\(/);
    expect(attempts.length).toBeGreaterThan(10);
    for (const attempt of attempts)
      inChinese(`${attempt}: the browser closed its storage. Reload the page and go on.`);
  });
});
