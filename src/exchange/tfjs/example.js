/** Loads one of the models beside this file and shows what it makes of random inputs. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
// Registers the layers that the models are made of.
import './ganvas-layers.js';

const FOLDER = '{{FOLDER}}';
/** Of the first label among the inputs. */
const CLASSES = '{{CLASSES}}';
const COUNT = 8;

await tf.setBackend(navigator.gpu ? 'webgpu' : 'cpu').catch(() => tf.setBackend('cpu'));
const model = await loadLayersModel(`./${FOLDER}/model.json`);

/** Whole numbers for labels, normal numbers for everything else. */
const inputs = model.inputs.map(({ shape, dtype }) =>
  dtype === 'int32'
    ? tf.tensor1d(
        [...Array(COUNT).keys()].map((sample) => sample % CLASSES),
        'int32',
      )
    : tf.randomNormal([COUNT, ...shape.slice(1)]),
);
const outputs = [model.predict(inputs)].flat();

for (const [index, output] of outputs.entries()) {
  if (output.rank === 4) await showImages(output);
  else console.log(model.outputNames[index], await output.array());
}
document.querySelector('#status').textContent =
  `${FOLDER} on ${tf.getBackend()}: ${outputs.map(({ shape }) => `[${shape.join(', ')}]`).join(', ')}`;

/** Values from −1 to 1, as most generators end in tanh, or from 0 to 1 where none is negative. */
async function showImages(images) {
  const [count, height, width, channels] = images.shape;
  const values = await images.data();
  const isSigned = values.some((value) => value < 0);
  for (let image = 0; image < count; image++) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    const pixels = context.createImageData(width, height);
    for (let pixel = 0; pixel < height * width; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (image * height * width + pixel) * channels + Math.min(channel, channels - 1);
        const value = isSigned ? (values[at] + 1) / 2 : values[at];
        pixels.data[pixel * 4 + channel] = value * 255;
      }
      pixels.data[pixel * 4 + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
    document.querySelector('#samples').append(canvas);
  }
}
