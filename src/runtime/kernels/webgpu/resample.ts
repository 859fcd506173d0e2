/** Rows and columns mixed by sparse tables: one thread for each element of the output (or for four channels of it). */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { Taps } from '../../../nodes/shared/resampling.ts';
import { RESAMPLE } from '../names.ts';
import { flat, run, sizeOf, type Uniform } from './program.ts';

export const resample: KernelConfig = {
  kernelName: RESAMPLE,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const gpu = backend as WebGPUBackend;
    const x = inputs.x as TensorInfo;
    const { rows, columns } = attrs as unknown as { rows: Taps; columns: Taps };
    const [batch = 1, , , channels = 1] = x.shape;
    const components = channels % 4 === 0 ? 4 : 1;
    const type = components === 4 ? 'vec4<f32>' : 'f32';
    const outputShape = [batch, rows.outputs.length, columns.outputs.length, channels];
    const [down, across] = [longest(rows), longest(columns)];
    const values = new Float32Array([...flattened(rows, down), ...flattened(columns, across)]);
    const table = gpu.makeTensorInfo([values.length], 'float32', values);
    const program = {
      key: `resample_${components}`,
      inputs: ['x', 'table'],
      uniforms: 'image : vec2<i32>, outputs : vec2<i32>, taps : vec2<i32>, words : i32,',
      outputShape,
      components,
      inputComponents: [components, 1],
      ...flat(sizeOf(outputShape) / components),
      // A row of the table: pairs of index and weight, −1 after the last.
      code: `
      fn main(index : i32) {
        if (index >= uniforms.size) { return; }
        let word = index % uniforms.words;
        var rest = index / uniforms.words;
        let across = (uniforms.outputs.x * uniforms.taps.x + (rest % uniforms.outputs.y) * uniforms.taps.y) * 2;
        rest = rest / uniforms.outputs.y;
        let down = (rest % uniforms.outputs.x) * uniforms.taps.x * 2;
        let image = rest / uniforms.outputs.x;
        var sum = ${type}(0.0);
        for (var u = 0; u < uniforms.taps.x; u = u + 1) {
          let row = i32(table[down + 2 * u]);
          if (row < 0) { break; }
          let line = (image * uniforms.image.x + row) * uniforms.image.y;
          for (var v = 0; v < uniforms.taps.y; v = v + 1) {
            let column = i32(table[across + 2 * v]);
            if (column < 0) { break; }
            let weight = table[down + 2 * u + 1] * table[across + 2 * v + 1];
            sum = sum + weight * x[(line + column) * uniforms.words + word];
          }
        }
        result[index] = sum;
      }`,
    } as const;
    const int = (...data: number[]): Uniform => ({ type: 'int32', data });
    const uniforms = [
      int(rows.length, columns.length),
      int(rows.outputs.length, columns.outputs.length),
      int(down, across),
      int(channels / components),
    ];
    const output = run(gpu, program, [x, table], uniforms);
    gpu.disposeData(table.dataId);
    return output;
  },
};

function longest({ outputs }: Taps): number {
  return outputs.reduce((most, taps) => Math.max(most, taps.length), 1);
}

function flattened({ outputs }: Taps, width: number): number[] {
  return outputs.flatMap((taps) =>
    Array.from({ length: width }, (_, k) => taps[k] ?? [-1, 0]).flat(),
  );
}
