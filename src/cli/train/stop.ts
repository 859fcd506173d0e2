/** Ctrl-C, or a terminal that closes: the first asks the run to save and end, the second ends the program at once. */
import type { Terminal } from '../terminal.ts';

export interface Stop {
  isStopped(): boolean;
  dispose(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function listenForStop(terminal: Terminal): Stop {
  let isStopped = false;
  const stop = (): void => {
    if (isStopped) process.exit(130);
    isStopped = true;
    terminal.err('\nStopping after this step; Ctrl-C again ends at once, without saving.\n');
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    isStopped: () => isStopped,
    dispose() {
      for (const signal of SIGNALS) process.off(signal, stop);
    },
  };
}
