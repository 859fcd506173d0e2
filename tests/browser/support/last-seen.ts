/** What lay over a page when a test failed, in the test's message: a failure that comes once in many runs is told by it. */
import type { Browser, Page } from 'playwright-core';
import { afterEach } from 'vitest';

const OVER_THE_PAGE = ['dialog', 'menu', 'listbox', 'tooltip', 'alert', 'status'] as const;
const MOST_CHARACTERS = 300;

export function tellLastSeen(browserNow: () => Browser | undefined): void {
  afterEach(async ({ task }) => {
    const error = task.result?.errors?.[0];
    if (!error) return;
    const pages = (browserNow()?.contexts() ?? []).flatMap((context) => context.pages());
    for (const page of pages) error.message += `\n${page.url()}\n${await lastSeen(page)}`;
  });
}

/** The focused element, and the texts of what is open or was said. */
const lastSeen = (page: Page): Promise<string> =>
  page
    .evaluate(
      ({ roles, most }) => {
        const short = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, most);
        const seen = [
          ...document.querySelectorAll<HTMLElement>(roles.map((r) => `[role="${r}"]`).join()),
        ]
          .filter((element) => element.checkVisibility() && element.innerText.trim() !== '')
          .map((element) => `  ${element.role}: ${short(element.innerText)}`);
        return [...seen, `  focus: ${short(document.activeElement?.outerHTML ?? 'nowhere')}`].join(
          '\n',
        );
      },
      { roles: OVER_THE_PAGE, most: MOST_CHARACTERS },
    )
    .catch((reason: unknown) => `  cannot be read: ${String(reason)}`);
