/** TensorFlow.js models: a folder for each network, and the layers that they need. */
import { plainName } from '../../exchange/export-file.ts';
import { firstState, stateOfContents } from '../../exchange/known-state.ts';
import { tfjsFiles } from '../../exchange/tfjs-files.ts';
import type { ExportTarget } from './target.ts';

export const tfjs: ExportTarget = {
  name: 'tfjs',
  help: 'TensorFlow.js models: model.json and weights per network, ganvas-layers.js, example.html, README.md',
  async files({ program, run, isAveraged }) {
    const { default: layers } = await import('virtual:ganvas-layers');
    const state = run ? stateOfContents(run) : firstState(program);
    return tfjsFiles({ program, state, isAveraged, layers });
  },
  next: ({ program }, folder) =>
    `Look at it: cd ${folder} && python3 -m http.server, then open http://localhost:8000/example.html. In a page of yours: import ./ganvas-layers.js, then tf.loadLayersModel('${plainName(program.networks[0]?.name ?? '', 'network')}/model.json').`,
};
