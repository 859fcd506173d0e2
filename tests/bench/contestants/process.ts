/** One contestant in a process of Node: requests and answers are messages of its parent. */
import { installGpu } from '../../../src/runtime/backends/gpu-node.ts';
import { createCompiled } from './compiled.ts';
import type { Request } from './messages.ts';
import { createPlain } from './plain.ts';
import { serve } from './serve.ts';

export async function main(who: string): Promise<void> {
  await installGpu();
  const answer = serve(who === 'plain' ? createPlain : createCompiled);
  process.on('message', async (request: Request) => process.send?.(await answer(request)));
  process.send?.('ready');
}
