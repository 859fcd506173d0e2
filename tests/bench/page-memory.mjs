/** What a page and its workers hold, over Chromium's debugging protocol; the process as the system sees it. Megabytes. */
import { readFileSync } from 'node:fs';

export class PageMemory {
  #page;
  #session;
  #workers = new Map();
  #answers = new Map();
  #count = 0;

  static async of(page) {
    const memory = new PageMemory();
    memory.#page = page;
    memory.#session = await page.context().newCDPSession(page);
    await memory.#watchWorkers();
    return memory;
  }

  async look() {
    const own = await this.#held((method) => this.#session.send(method));
    let workers = 0;
    for (const worker of this.#workers.values())
      workers += await this.#held((method) => this.#ask(worker, method));
    const usage = await this.#page.evaluate(async () => (await navigator.storage.estimate()).usage);
    return {
      pageMb: own / 1e6,
      workersMb: workers / 1e6,
      processMb: (await this.#resident()) / 1e6,
      storedMb: (usage ?? 0) / 1e6,
    };
  }

  /** After collecting garbage, with what arrays hold outside of the heap where the browser tells that. */
  async #held(send) {
    await send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await send('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  }

  /** The page's own workers; Playwright has no sessions for them. */
  async #watchWorkers() {
    const session = this.#session;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#workers.set(sessionId, sessionId);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.#workers.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result, error } = JSON.parse(message);
      this.#answers.get(id)?.(result ?? Promise.reject(new Error(error?.message)));
      this.#answers.delete(id);
    });
    const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    await session.send('Target.setAutoAttach', options);
  }

  async #ask(sessionId, method) {
    this.#count += 1;
    const id = this.#count;
    const answer = new Promise((resolve) => this.#answers.set(id, resolve));
    const message = JSON.stringify({ id, method });
    await this.#session.send('Target.sendMessageToTarget', { sessionId, message });
    return answer;
  }

  /** Of the renderer that holds the page; null memory where the system does not tell. */
  async #resident() {
    const session = await this.#page.context().browser().newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const sizes = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => {
        try {
          const status = readFileSync(`/proc/${id}/status`, 'utf8');
          return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
        } catch {
          return 0;
        }
      });
    return Math.max(0, ...sizes);
  }
}
