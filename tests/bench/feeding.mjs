/**
 * `npm run bench:feeding [-- PRESET[:PROFILE[:NAME=VALUE …]][@PATH] … --webgpu]`: what making batches costs, and how long steps wait
 * for them, made between steps and on a thread of their own. PATH is a folder or zip of images.
 */
import { runBuilt } from './built.mjs';

await runBuilt('feeding');
