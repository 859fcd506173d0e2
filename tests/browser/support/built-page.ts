/** The built page and one Chromium, for the tests of a file. Pages they open themselves. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type LaunchOptions, launch } from './browser.ts';
import { tellLastSeen } from './last-seen.ts';
import { servedBuild } from './served-build.ts';

export let browser: Browser;
/** Where the built page is served. */
export let url: string;

export function useBuiltPage(options: LaunchOptions = {}): void {
  let served: Awaited<ReturnType<typeof servedBuild>>;
  beforeAll(async () => {
    served = await servedBuild();
    url = served.url;
    browser = await launch(options);
  });
  tellLastSeen(() => browser);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
}
