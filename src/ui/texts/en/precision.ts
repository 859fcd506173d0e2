/** The precision of training, among the settings of it. */
export const precision = {
  label: 'Precision',
  choices: { float32: 'Float32', mixed: 'Mixed' },
  help: 'Mixed: what layers give and their gradients in half precision (three digits), weights, sums and losses in float32; losses are scaled so that gradients fit. About half of the memory for activations. Needs WebGPU and a GPU with shader-f16; elsewhere runs train in float32 and say so.',
} as const;
