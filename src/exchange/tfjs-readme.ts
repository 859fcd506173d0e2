/** `README.md` of an export to tf.js: how a page loads the models, and what each takes and gives. */
import type { Program } from '../compiler/program.ts';
import type { KnownState } from './known-state.ts';
import type { ModelPorts } from './tfjs-files.ts';

export function writeTfjsReadme(
  program: Program,
  models: readonly ModelPorts[],
  { step, isTrained, tensors }: KnownState,
  isAveraged: boolean,
): string {
  const averaged = new Set(
    tensors.flatMap(({ name }) => /^average:([^/]+)\//.exec(name)?.slice(1) ?? []),
  );
  const origin = (name: string): string => {
    if (!isTrained) return `first weights of seed ${program.seed}`;
    return isAveraged && averaged.has(name)
      ? `moving average at step ${step}`
      : `weights of step ${step}`;
  };
  const rows = models.map(({ network, folder, inputs, outputs }) => {
    const takes = inputs.map(({ name, shape }) => `${name} ${written(shape)}`).join(', ');
    const gives = outputs.map(({ names, shape }) => `${names.join(' = ')} ${written(shape)}`);
    return `| \`${folder}/model.json\` | ${network.name} | ${takes} | ${gives.join(', ')} | ${origin(network.name)} |`;
  });
  const [first] = models;
  return `# ${program.name || 'Networks'}

TensorFlow.js models, written by Ganvas. They need tf.js 4.22 and \`ganvas-layers.js\`, which registers their layers;
nothing else of Ganvas.

\`\`\`js
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import './ganvas-layers.js';

await tf.setBackend('webgpu');
const model = await loadLayersModel('./${first?.folder ?? ''}/model.json');
const output = model.predict([${(first?.inputs ?? []).map(({ shape }) => (shape.length === 0 ? "tf.tensor1d([3], 'int32')" : `tf.randomNormal([1, ${shape.join(', ')}])`)).join(', ')}]);
\`\`\`

| file | network | takes, in this order | gives | weights |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Shapes are without the batch axis; images are [height, width, channels]. A label is a whole number: an int32 tensor [N] or [N, 1].

- Backends: \`webgpu\`, \`wasm\` and \`cpu\`. On another, such as \`webgl\`, the first prediction says so and stops.
- \`@tensorflow/tfjs-core\` and \`@tensorflow/tfjs-layers\` must each be there once: with a bundler, install the packages; without one,
  an import map such as that of \`example.html\` does it.
- \`example.html\` shows a prediction. Serve the folder (\`npx http-server\`, \`python3 -m http.server\`) and open it; it fetches tf.js from a CDN.
- \`predict\` runs in inference mode: no dropout, moving statistics. Layers that add noise while they predict (StyleGAN's) draw the same
  noise at every call. \`model.fit\` is not meant for these models: they lack the objective.
`;
}

function written(shape: readonly number[]): string {
  return shape.length === 0 ? '(label or number)' : `[${shape.join(', ')}]`;
}
