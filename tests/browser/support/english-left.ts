/** English that is left on a page in Chinese: what can be seen or is read aloud, but for what is English by right. */
import type { Page } from 'playwright-core';

/** Two words in a row that are no names: `Alt Shift` and `realLoss` are names, `at its peak` is English. */
const ENGLISH = /[A-Za-z][a-z']+(?:, | )[a-z']{2,}/;
/** A label of one word. */
const WORD = /^[A-Z][a-z]+(?: \([^)]*\))?[:…]?$/;
/** Blocks of presets are identifiers, too. */
const NAMES = new Set([
  'Up',
  'Down',
  'Smooth',
  'Sharp',
  'Ganvas',
  'English',
  'Tanh',
  'Sigmoid',
  'Swish',
  'Softmax',
  'Softplus',
  'Adam',
  'Wasserstein',
  'Nesterov',
  'Auto',
]);
/** English by right: titles of papers, expressions, code, key names, identifiers of the plan, other languages' names. */
const APART =
  'a[href^="http"], code, pre, kbd, input, textarea, [lang="en"], .react-flow__attribution, [data-english]';

export async function englishOn(page: Page, within = 'body'): Promise<readonly string[]> {
  const texts = await page.locator(within).evaluate((root, apart) => {
    const found: string[] = [];
    const isShown = (element: Element) =>
      element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
    for (const element of [root, ...root.querySelectorAll('*')]) {
      if (!isShown(element)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name);
        if (text && !element.closest('a[href^="http"], [data-english]')) found.push(text);
      }
      if (element.closest(apart)) continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
          found.push(node.textContent.trim());
    }
    return found;
  }, APART);
  return [...new Set(texts)].filter((text) => {
    const words = withoutNames(text);
    return ENGLISH.test(words) || (WORD.test(words) && !NAMES.has(words));
  });
}

/** Without what documents call things, ports of nodes, and titles of papers with their authors and year. */
const withoutNames = (text: string) =>
  text.replace(
    /“[^”]*”|\b[\w-]+\.\w+\b|.*\([^()]*\d{4}\)$|^(\w+)(?:, | \()\1\)?$|Switch to English/gi,
    '',
  );
