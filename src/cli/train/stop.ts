/** Ctrl-C: the first asks the run to save and end, the second ends the program at once. */
import type { Terminal } from '../terminal.ts';

export interface Stop {
  isStopped(): boolean;
  dispose(): void;
}

export function listenForStop(terminal: Terminal): Stop {
  let isStopped = false;
  const stop = (): void => {
    if (isStopped) process.exit(130);
    isStopped = true;
    terminal.err('\nStopping after this step; Ctrl-C again ends at once, without saving.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    isStopped: () => isStopped,
    dispose() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
