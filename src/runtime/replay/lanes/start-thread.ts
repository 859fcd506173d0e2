/** Starts a thread of `lane-thread.mjs`, in a page or in Node. */
import source from './lane-thread.mjs?raw';

export interface ThreadData {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly names: readonly string[];
  readonly control: Int32Array;
  readonly lanes: number;
  /** The lane that it takes first. */
  readonly own: number;
}

/** What ends it; it may end before. */
export async function startThread(data: ThreadData): Promise<() => void> {
  if (import.meta.env.SSR) {
    const { Worker: NodeWorker } = await import('node:worker_threads');
    const thread = new NodeWorker(source, { eval: true, workerData: data });
    // What fails is done by whoever trains.
    thread.on('error', () => {});
    thread.unref();
    return () => void thread.terminate();
  }
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const thread = new Worker(url, { name: 'ganvas-kernels' });
  thread.onerror = (event) => event.preventDefault();
  thread.postMessage(data);
  return () => {
    thread.terminate();
    URL.revokeObjectURL(url);
  };
}
