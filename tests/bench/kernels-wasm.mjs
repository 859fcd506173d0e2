/**
 * `npm run bench:kernels [-- PRESET[:PROFILE] …]`: which kernels a training step on wasm spends its time in, one thread, in
 * Node, with the multiply-adds per second that each reaches.
 */
import { runBuilt } from './built.mjs';

process.env.GANVAS_WASM_THREADS ??= '1';
await runBuilt('kernels-wasm');
