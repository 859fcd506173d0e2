/** How storage is read and written: what does not parse is left out, and what fails does so with a sentence. */
import type { z } from 'zod';
import { storageError } from './storage-errors.ts';

/** What parses; the rest is dropped. */
export function readable<T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const read = schema.safeParse(value);
    return read.success ? [read.data] : [];
  });
}

/** @param what e.g. "Could not keep the run" */
export async function attempt<T>(what: string, act: () => PromiseLike<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw storageError(what, error);
  }
}
