/** The tf.js models that the person keeps in this browser for metrics: their names, and loading one more. */
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
}

export const useOwnModels = create<OwnModels>()((set) => ({
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
  async load(files) {
    set({ isReading: true, fault: null });
    try {
      const { gatherModel } = await import('../worker/model-files.ts');
      const name = await storage.keep(await gatherModel(files));
      set({ names: await storage.names() });
      return name;
    } catch (error) {
      set({ fault: error instanceof Error ? error.message : String(error) });
      return null;
    } finally {
      set({ isReading: false });
    }
  },
}));
