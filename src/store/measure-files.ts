/**
 * Has the browser look at files before they go to the worker. The first look at a file's size waits for the disk, which
 * for a chosen folder of ten thousand is seconds; in short turns the page stays alive meanwhile.
 */
import type { DroppedFile } from '../worker/decode-request.ts';

const TURN_MS = 12;

/** Calls `then` once all are known: at once, where that is quick. */
export function measureFiles(files: readonly DroppedFile[], then: () => void): void {
  let at = 0;
  const turn = (): void => {
    const until = performance.now() + TURN_MS;
    for (; at < files.length; at++) {
      if (performance.now() > until) {
        setTimeout(turn);
        return;
      }
      // The reading is the work; the size itself is asked for later, by those who need it.
      void files[at]?.file.size;
    }
    then();
  };
  turn();
}
