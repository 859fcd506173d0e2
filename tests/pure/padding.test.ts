/** Padding and output sizes agree with TensorFlow for `same`, with PyTorch's formulas for the rest. */
import { backend_util } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { PaddingChoice } from '../../src/nodes/fields/padding.ts';
import { placeConv, placeConvTranspose } from '../../src/nodes/shared/padding.ts';

const SAME: PaddingChoice = { type: 'same' };
const VALID: PaddingChoice = { type: 'valid' };
const explicit = (top: number, bottom = top, left = top, right = top): PaddingChoice => ({
  type: 'explicit',
  top,
  bottom,
  left,
  right,
});

const LENGTHS = [1, 2, 3, 4, 5, 7, 8, 13, 28];
const KERNELS = [1, 2, 3, 4, 5, 7];
const STRIDES = [1, 2, 3, 4];
const geometries = KERNELS.flatMap((kernel) => STRIDES.map((stride) => ({ kernel, stride })));

/** What tf.js pads and gives for a stock convolution. */
function stock(height: number, width: number, kernel: number, stride: number) {
  const shape: [number, number, number, number] = [1, height, width, 1];
  const info = backend_util.computeConv2DInfo(shape, [kernel, kernel, 1, 1], stride, 1, 'same');
  const { top, bottom, left, right } = info.padInfo;
  return { padding: [top, bottom, left, right], height: info.outHeight, width: info.outWidth };
}

describe('a convolution', () => {
  it.each(geometries)('pads as TensorFlow does for "same": $kernel, stride $stride', (geometry) => {
    for (const height of LENGTHS) {
      for (const width of LENGTHS) {
        expect(placeConv([height, width], { ...geometry, padding: SAME })).toEqual(
          stock(height, width, geometry.kernel, geometry.stride),
        );
      }
    }
  });

  it('halves with kernel 4, stride 2 and one element of padding, as in DCGAN', () => {
    expect(placeConv([64, 64], { kernel: 4, stride: 2, padding: explicit(1) })).toEqual({
      padding: [1, 1, 1, 1],
      height: 32,
      width: 32,
    });
  });

  it('keeps its four sides apart', () => {
    expect(placeConv([5, 6], { kernel: 3, stride: 2, padding: explicit(0, 1, 2, 3) })).toEqual({
      padding: [0, 1, 2, 3],
      height: 2,
      width: 5,
    });
  });

  it('says in numbers that a kernel is larger than the image', () => {
    const fault = placeConv([3, 9], { kernel: 4, stride: 1, padding: VALID });
    expect(fault).toMatchObject({ port: 'in', fault: expect.stringMatching(/4×4.*3×9/) });
  });
});

describe('a transposed convolution', () => {
  it.each(geometries)('undoes the "same" convolution: $kernel, stride $stride', (geometry) => {
    const { kernel, stride } = geometry;
    for (const length of LENGTHS) {
      const placement = placeConvTranspose([length, length], {
        ...geometry,
        padding: SAME,
        outputPadding: 0,
      });
      expect(placement).toMatchObject({ height: length * stride, width: length * stride });
      // TensorFlow pads the larger image as the forward convolution would.
      const { padding } = stock(length * stride, length * stride, kernel, stride);
      expect(placement).toMatchObject({ padding });
    }
  });

  it('gives (in − 1)·stride − padding + kernel + output padding', () => {
    const base = { kernel: 3, stride: 2, padding: explicit(1) };
    expect(placeConvTranspose([64, 32], { ...base, outputPadding: 1 })).toEqual({
      padding: [1, 1, 1, 1],
      outputPadding: [1, 1],
      height: 128,
      width: 64,
    });
    expect(placeConvTranspose([64, 32], { ...base, outputPadding: 0 })).toMatchObject({
      height: 127,
      width: 63,
    });
    expect(
      placeConvTranspose([1, 1], { kernel: 4, stride: 1, padding: VALID, outputPadding: 0 }),
    ).toMatchObject({ height: 4, width: 4 });
  });

  it('refuses output padding that PyTorch would refuse', () => {
    const ask = (stride: number, padding: PaddingChoice, outputPadding: number) =>
      placeConvTranspose([4, 4], { kernel: 3, stride, padding, outputPadding });
    expect(ask(2, explicit(1), 2)).toMatchObject({ field: 'outputPadding' });
    expect(ask(1, explicit(1), 1)).toMatchObject({ field: 'outputPadding' });
    expect(ask(2, SAME, 1)).toMatchObject({ field: 'outputPadding' });
    expect(ask(2, explicit(1), 1)).not.toHaveProperty('fault');
  });

  it('says in numbers that padding leaves nothing', () => {
    const fault = placeConvTranspose([1, 1], {
      kernel: 2,
      stride: 1,
      padding: explicit(2),
      outputPadding: 0,
    });
    expect(fault).toMatchObject({ port: 'in', fault: expect.stringMatching(/2×2.*1×1/) });
  });
});
