/** The compiled preset in a worker of its own. */
import { createCompiled } from './compiled.ts';
import type { Request } from './messages.ts';
import { serve } from './serve.ts';

const answer = serve(createCompiled);
self.onmessage = async ({ data }: MessageEvent<Request>) => self.postMessage(await answer(data));
