/** All weights in one safetensors file, in the axes and under the names of this project. */
import { firstState, stateOfContents } from '../../exchange/known-state.ts';
import { weightsFile } from '../../exchange/weights-file.ts';
import type { ExportTarget } from './target.ts';

export const safetensors: ExportTarget = {
  name: 'safetensors',
  help: 'weights.safetensors: weights, moving averages, optimizer state, in the axes of tf.js',
  files({ document, program, run }) {
    const state = run ? stateOfContents(run) : firstState(program);
    return [{ path: 'weights.safetensors', content: weightsFile(document, program, state) }];
  },
  next: (_, folder) => `Take it back: ganvas train FILE --weights ${folder}/weights.safetensors`,
};
