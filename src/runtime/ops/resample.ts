/** Rows and columns of images mixed by sparse tables: linear, so its gradient is the transposed tables' own. */
import {
  engine,
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { adjoint, type Taps } from '../../nodes/shared/resampling.ts';
import { RESAMPLE } from '../kernels/names.ts';

export function resample(x: Tensor4D, rows: Taps, columns: Taps): Tensor4D {
  const [, height, width, channels] = x.shape;
  if (rows.length !== height || columns.length !== width) {
    throw new Error(
      `internal: tables for ${rows.length}×${columns.length} were used on an image of ${height}×${width}`,
    );
  }
  const attrs = { rows, columns, channels } as unknown as NamedAttrMap;
  return engine().runKernel(RESAMPLE, { x }, attrs) as Tensor4D;
}

export const resampleGradient: GradConfig = {
  kernelName: RESAMPLE,
  gradFunc: (dy, _, attrs) => {
    const { rows, columns } = attrs as unknown as { rows: Taps; columns: Taps };
    return { x: (): Tensor => resample(dy as Tensor4D, adjoint(rows), adjoint(columns)) };
  },
};
