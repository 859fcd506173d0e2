/**
 * Batch normalisation on the host, forward and backward, on rows × channels. Sums are kept in double precision;
 * the variance is that of the centred values, never a difference of squares.
 */
import { BATCH_NORMALIZE, BATCH_NORMALIZE_GRADIENT } from '../names.ts';
import type { HostKernel } from './define.ts';

export const batchNormalize: HostKernel = {
  name: BATCH_NORMALIZE,
  inputs: ['x'],
  outputs: ([x]) => {
    const shape = x?.shape ?? [];
    const channels = [shape.at(-1) ?? 1];
    return [
      { shape, dtype: 'float32' },
      { shape: channels, dtype: 'float32' },
      { shape: channels, dtype: 'float32' },
    ];
  },
  run: ([x], [out, mean, variance], { epsilon }) => {
    if (!x || !out || !mean || !variance) return;
    const channels = mean.length;
    const rows = x.length / channels;
    const sums = new Float64Array(channels);
    for (let i = 0; i < x.length; i += channels) {
      for (let c = 0; c < channels; c++) sums[c] = (sums[c] as number) + (x[i + c] as number);
    }
    for (let c = 0; c < channels; c++) mean[c] = (sums[c] as number) / rows;
    sums.fill(0);
    for (let i = 0; i < x.length; i += channels) {
      for (let c = 0; c < channels; c++) {
        const centred = (x[i + c] as number) - (mean[c] as number);
        sums[c] = (sums[c] as number) + centred * centred;
      }
    }
    const inverse = new Float32Array(channels);
    for (let c = 0; c < channels; c++) {
      variance[c] = (sums[c] as number) / rows;
      inverse[c] = 1 / Math.sqrt((variance[c] as number) + Number(epsilon));
    }
    for (let i = 0; i < x.length; i += channels) {
      for (let c = 0; c < channels; c++) {
        out[i + c] = ((x[i + c] as number) - (mean[c] as number)) * (inverse[c] as number);
      }
    }
  },
};

/** With y the output: dx = (dy − mean(dy) − y · mean(dy · y)) / √(variance + ε) */
export const batchNormalizeGradient: HostKernel = {
  name: BATCH_NORMALIZE_GRADIENT,
  inputs: ['x', 'dy', 'mean', 'variance'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x, dy, mean, variance], [out], { epsilon }) => {
    if (!x || !dy || !mean || !variance || !out) return;
    const channels = mean.length;
    const rows = x.length / channels;
    const dySums = new Float64Array(channels);
    const productSums = new Float64Array(channels);
    for (let i = 0; i < x.length; i += channels) {
      for (let c = 0; c < channels; c++) {
        const slope = dy[i + c] as number;
        dySums[c] = (dySums[c] as number) + slope;
        productSums[c] =
          (productSums[c] as number) + slope * ((x[i + c] as number) - (mean[c] as number));
      }
    }
    // dx = a · dy + b · x + d, with one a, b, d per channel.
    const a = new Float32Array(channels);
    const b = new Float32Array(channels);
    const d = new Float32Array(channels);
    for (let c = 0; c < channels; c++) {
      const inverse = 1 / Math.sqrt((variance[c] as number) + Number(epsilon));
      const bend = (-(productSums[c] as number) * inverse * inverse * inverse) / rows;
      a[c] = inverse;
      b[c] = bend;
      d[c] = (-inverse * (dySums[c] as number)) / rows - bend * (mean[c] as number);
    }
    for (let i = 0; i < x.length; i += channels) {
      for (let c = 0; c < channels; c++) {
        out[i + c] =
          (a[c] as number) * (dy[i + c] as number) +
          (b[c] as number) * (x[i + c] as number) +
          (d[c] as number);
      }
    }
  },
};
