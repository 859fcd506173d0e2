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

/** Sentences as a source writes them, a number in place of each fact; a constant in their place is looked up. */
function sentencesOf(source: string, before: RegExp): string[] {
  const after = new RegExp(`${before.source}\\s*(?:\`([^\`]*)\`|'([^'\n]*)'|([A-Z_]+)\\b)`, 'g');
  return [...source.matchAll(after)].flatMap(([, template, plain, constant]) =>
    constant === undefined
      ? [(template ?? plain ?? '').replace(/\$\{[^}]*(?:\{[^}]*\}[^}]*)*\}/g, '7')]
      : sentencesOf(source, new RegExp(`const ${constant} =`)),
  );
}

/** Those of a folder; those built of parts are left to other tests. */
function written(folder: string, before: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      sentencesOf(readFileSync(`${folder}/${path}`, 'utf8'), before)
        // What goes on after a template inside this one cannot be told so.
        .filter(
          (text) =>
            !text.includes('${') &&
            !text.startsWith('internal') &&
            !text.endsWith(' ') &&
            !text.endsWith('('),
        ),
    );
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

  test('why a run of the queue, a fork or a variant cannot be', () => {
    const paths = ['queue-store.ts', 'queue-runner.ts', 'run-forks.ts', 'side-runs.ts'];
    for (const path of paths) {
      const source = readFileSync(folder(`store/${path}`), 'utf8');
      const thrown = sentencesOf(source, /new Error\(/);
      expect(thrown.length, path).toBe(source.split('new Error(').length - 1);
      // Sentences that are no errors stand in constants: why a run without weights is not trained.
      [...thrown, ...sentencesOf(source, /const [A-Z_]+ =/)].forEach(inChinese);
    }
    for (const what of ['The graph', 'The document of "ring"'])
      inChinese(`${what} has errors. The Problems panel lists them once it is open.`);
    const variants = readFileSync(folder('graph/variants/sweep.ts'), 'utf8');
    const faults = [...sentencesOf(variants, /message:/), ...sentencesOf(variants, /\? null\s*:/)];
    expect(faults.length).toBe(8);
    faults.forEach(inChinese);
  });

  test('what storage could not do', () => {
    const attempts = written(folder('worker'), /attempt\(/);
    expect(attempts.length).toBeGreaterThan(10);
    for (const attempt of attempts)
      inChinese(`${attempt}: the browser closed its storage. Reload the page and go on.`);
  });
});
