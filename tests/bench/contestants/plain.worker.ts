/** The hand-written loop in a worker of its own. */

import type { Request } from './messages.ts';
import { createPlain } from './plain.ts';
import { serve } from './serve.ts';

const answer = serve(createPlain);
self.onmessage = async ({ data }: MessageEvent<Request>) => self.postMessage(await answer(data));
