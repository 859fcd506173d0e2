/**
 * `npm run bench:node [-- PRESET … --wasm --webgpu --rounds N]`: the comparison of `npm run bench` in Node, with Dawn for WebGPU
 * (`npm install --no-save webgpu`): for machines with a GPU and no browser. Figures go to `docs/benchmarks.md`.
 */
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { CONTESTANTS, compareTraining, readArguments } from './compare-training.mjs';
import { inNode } from './places.mjs';

const FIRST = CONTESTANTS.slice(0, CONTESTANTS.indexOf('\n\n'));

ensureInstalled();
const place = inNode();
const section = {
  section: 'training-node',
  title: 'Training in Node',
  about: `Written by \`npm run bench:node\`: the comparison above, each contestant a process of its own. ${FIRST}`,
  version: [],
};
try {
  await compareTraining(place, section, readArguments(process.argv.slice(2)));
} finally {
  await place.stop();
  place.end();
}
process.exit(0);
