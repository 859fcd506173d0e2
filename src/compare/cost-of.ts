/** What the iterations of a document cost, and its batch size, by compiling it. */
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../compiler/compile.ts';
import { memoryOnWebGpu } from '../compiler/memory-webgpu.ts';
import type { Cost } from './compared-run.ts';

export interface CompiledFacts {
  readonly batchSize: number | null;
  readonly cost: Cost | null;
}

/** Nulls where the document has an error. Memory is estimated for the backends that computed it: `wasm`, or `webgpu, wasm`. */
export function costOf(document: Document, backend: string): CompiledFacts {
  const { program, summary } = compile(document);
  if (!program || !summary) return { batchSize: null, cost: null };
  const trainable = Object.fromEntries(
    Object.entries(summary.networks).map(([name, network]) => [name, network.trainable]),
  );
  const { multiplyAddsPerStep: multiplyAdds } = summary;
  const isOnWebGpu = backend.split(', ').includes('webgpu');
  const memoryBytes = isOnWebGpu ? memoryOnWebGpu(program).peak : summary.memoryBytes;
  return { batchSize: program.batchSize, cost: { trainable, multiplyAdds, memoryBytes } };
}
