/**
 * What a page outside of Ganvas imports before it loads an exported model: every layer kind as a registered tf.layers
 * class, with the operations, gradients and kernels that they run on. Built by itself (`bundle.mjs`); tf.js stays outside.
 */
export { layerNames } from '../runtime/models/layer.ts';
