/**
 * `npm run bench:kernels [-- PRESET[:PROFILE] …]`: which kernels a training step on wasm spends its time in, one thread, in
 * Node, with the multiply-adds per second that each reaches.
 */
import { runBuilt } from './built.mjs';

await runBuilt('kernels-wasm');
