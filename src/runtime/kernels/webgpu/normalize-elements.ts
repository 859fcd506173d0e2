/** The pass of a normalisation, forward or backward, that gives a result for each element. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { flat, run, sizeOf } from './program.ts';

/** What is averaged over: see `Statistics`. */
export interface Layout {
  readonly samples: number;
  readonly groups: number;
  readonly width: number;
  readonly rows: number;
  readonly epsilon: number;
}

export function layoutOf(x: TensorInfo, attrs: NamedAttrMap | undefined): Layout {
  const [samples, groups, width] = [attrs?.samples, attrs?.groups, attrs?.width].map(Number) as [
    number,
    number,
    number,
  ];
  const rows = sizeOf(x.shape) / (samples * groups * width);
  return { samples, groups, width, rows, epsilon: Number(attrs?.epsilon) };
}

interface PerElement {
  readonly key: string;
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** So many of them, from the first on, are as large as the result. */
  readonly images: number;
  readonly body: string;
  /** Of a type T. */
  readonly functions: string;
  readonly layout: Layout;
}

/** Four elements at a time where the statistics of neighbours lie side by side, or are the same. */
export function perElement(
  gpu: WebGPUBackend,
  { key, inputs, images, body, functions, layout }: PerElement,
): TensorInfo {
  const { groups, width, rows, epsilon } = layout;
  const shape = inputs.x?.shape ?? [];
  const columns = groups * width;
  const isSideBySide = width === 1 && groups % 4 === 0;
  const run4 = columns === 1 ? rows : width;
  const ofElements = isSideBySide || run4 % 4 === 0 ? 4 : 1;
  const ofStatistics = isSideBySide ? 4 : 1;
  const names = Object.keys(inputs);
  const integers = [rows * columns, columns, width, groups];
  const program = {
    key: `normalize_${key}_${ofElements}_${ofStatistics}`,
    inputs: names,
    uniforms: 'epsilon : f32, count : f32, sample : i32, columns : i32, width : i32, groups : i32,',
    outputShape: shape,
    components: ofElements,
    inputComponents: names.map((_, i) => (i < images ? ofElements : ofStatistics)),
    ...flat(sizeOf(shape) / ofElements),
    code: `
    alias T = ${ofElements === 4 ? 'vec4<f32>' : 'f32'};
    ${functions}
    fn main(index : i32) {
      if (index < uniforms.size) {
        let element = index * ${ofElements / ofStatistics};
        let inSample = (element % uniforms.columns) / uniforms.width;
        let group = (element / uniforms.sample) * uniforms.groups + inSample;
        ${body}
      }
    }`,
  } as const;
  return run(gpu, program, Object.values(inputs), [
    { type: 'float32', data: [epsilon] },
    { type: 'float32', data: [rows * width] },
    // In words of the statistics; where these are four numbers, a width is 1.
    ...integers.map(
      (value, i) => ({ type: 'int32', data: [i === 2 ? value : value / ofStatistics] }) as const,
    ),
  ]);
}
