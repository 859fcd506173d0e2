/** Workers of a page that can be ended from outside. */
import type { Page } from 'playwright-core';

/** From the page's next load on, `endWorkers()` in it ends them as a browser does that takes the memory away. */
export async function useMortalWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { Worker } = globalThis;
    const started: Worker[] = [];
    Object.assign(globalThis, {
      Worker: class extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          started.push(this);
        }
      },
      // Nothing more is heard but the event.
      endWorkers: () => {
        for (const worker of started.splice(0)) {
          worker.terminate();
          worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
        }
      },
    });
  });
}
