/** The tf.js models that the person keeps in this browser for metrics: loading one more, other names, removing one. */
import { create } from 'zustand';
import type { ModelStorage } from '../worker/metric-storage.ts';
import { lazily } from './lazily.ts';

const storage: ModelStorage = lazily(async () => {
  const { createMetricStorage } = await import('../worker/metric-storage.ts');
  return createMetricStorage().models;
});

interface OwnModels {
  /** Null until they were looked for. */
  readonly names: readonly string[] | null;
  readonly isReading: boolean;
  /** Why the last one could not be loaded. */
  readonly fault: string | null;
  look(): Promise<void>;
  /** The name under which it is kept; null where it could not be, and `fault` says why. */
  load(files: readonly File[]): Promise<string | null>;
  /** The name that it has then, which differs where the wanted one is taken; null where `fault` says why it has none. */
  rename(from: string, to: string): Promise<string | null>;
  /** What brings it back under the same name; null where it was gone already, or `fault` says why it stays. */
  remove(name: string): Promise<(() => Promise<void>) | null>;
}

export const useOwnModels = create<OwnModels>()((set) => {
  /** The names are read again; what fails is the fault, and answers null. */
  async function change<T>(act: () => Promise<T>): Promise<T | null> {
    set({ isReading: true, fault: null });
    try {
      const done = await act();
      set({ names: await storage.names() });
      return done;
    } catch (error) {
      set({ fault: error instanceof Error ? error.message : String(error) });
      return null;
    } finally {
      set({ isReading: false });
    }
  }

  return {
    names: null,
    isReading: false,
    fault: null,
    async look() {
      try {
        set({ names: await storage.names() });
      } catch {
        // Without storage none is kept; loading one says why.
        set({ names: [] });
      }
    },
    load: (files) =>
      change(async () => {
        const { gatherModel } = await import('../worker/model-files.ts');
        return storage.keep(await gatherModel(files));
      }),
    rename: (from, to) => change(() => storage.rename(from, to)),
    remove: (name) =>
      change(async () => {
        const model = await storage.take(name);
        return model && (async () => void (await change(() => storage.keep({ ...model, name }))));
      }),
  };
});
