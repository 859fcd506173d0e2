/**
 * WGSL of the filter gradient without workgroup memory: a thread holds 4 × 4 weights of one tap and reads one vector of
 * the image and one of the output's gradient per position. For software adapters, where barriers are dear, and for
 * filters too narrow for tiles.
 */
import type { backend_util } from '@tensorflow/tfjs-core';
import type { FinishCode } from './finish.ts';
import type { Uniform } from './program.ts';

/** Threads that fill a device; fewer weights than these are cut into layers of positions. */
const THREADS = 8192;

export interface DirectPlan {
  readonly key: string;
  readonly code: string;
  readonly uniforms: string;
  readonly data: readonly Uniform[];
  /** Components of the image, of the output's gradient and of the result. */
  readonly components: readonly [1 | 4, 1 | 4, 1 | 4];
  readonly threads: number;
  readonly layers: number;
  /** What the code reads besides. */
  readonly finish?: Pick<FinishCode, 'names' | 'inputs'>;
}

/** With `sums` of the output's gradient, a row for each layer after all weights: by threads of their own. */
export function directFilterGradient(info: backend_util.Conv2DInfo, sums = false): DirectPlan {
  const c = info.inChannels % 4 === 0 ? 4 : 1;
  const k = info.outChannels % 4 === 0 ? 4 : 1;
  const weights =
    (info.filterHeight * info.filterWidth * info.inChannels * info.outChannels) / (c * k);
  const lines = info.batchSize * info.outHeight;
  const layers = Math.max(1, Math.min(Math.ceil(THREADS / weights), Math.floor(lines / 4)));
  const ofSums = sums ? (info.outChannels / k) * layers : 0;
  const int = (...data: number[]): Uniform => ({ type: 'int32', data });
  return {
    key: `conv2d_filter_gradient_direct_${c}_${k}${sums ? '_sums' : ''}`,
    code: codeFor(c, k, sums),
    uniforms:
      'window : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, image : vec2<i32>, outputs : vec2<i32>, blocks : vec2<i32>, lines : vec2<i32>, threads : vec2<i32>,',
    data: [
      int(info.filterHeight, info.filterWidth),
      int(info.padInfo.top, info.padInfo.left),
      int(info.strideHeight, info.strideWidth),
      int(info.inHeight, info.inWidth),
      int(info.outHeight, info.outWidth),
      int(info.inChannels / c, info.outChannels / k),
      int(lines, Math.ceil(lines / layers)),
      int(weights * layers, ofSums),
    ],
    components: [c, k, k],
    threads: weights * layers + ofSums,
    layers,
  };
}

function codeFor(c: 1 | 4, k: 1 | 4, sums: boolean): string {
  const type = k === 4 ? 'vec4<f32>' : 'f32';
  const parts = c === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  return `
  fn main(index : i32) {
    if (index >= uniforms.threads.x) {
      ${sums ? sumCode(c, type) : ''}
      return;
    }
    let column = index % uniforms.blocks.y;
    var rest = index / uniforms.blocks.y;
    let channel = rest % uniforms.blocks.x;
    rest = rest / uniforms.blocks.x;
    let taps = uniforms.window.x * uniforms.window.y;
    let tap = vec2<i32>((rest % taps) / uniforms.window.y, rest % uniforms.window.y);
    let layer = rest / taps;
    let shift = tap - uniforms.pads;
    let first = max(0, (uniforms.strides.y - 1 - shift.y) / uniforms.strides.y);
    let reach = uniforms.image.y - 1 - shift.y;
    let end = select(min(uniforms.outputs.y, reach / uniforms.strides.y + 1), 0, reach < 0);
    let lineEnd = min((layer + 1) * uniforms.lines.y, uniforms.lines.x);
    ${parts.map((_, i) => `var sum${i} = ${type}(0.0);`).join(' ')}
    for (var line = layer * uniforms.lines.y; line < lineEnd; line = line + 1) {
      let down = (line % uniforms.outputs.x) * uniforms.strides.x + shift.x;
      if (down < 0 || down >= uniforms.image.x) { continue; }
      let row = ((line / uniforms.outputs.x) * uniforms.image.x + down) * uniforms.image.y + shift.y;
      for (var across = first; across < end; across = across + 1) {
        let a = x[(row + across * uniforms.strides.y) * uniforms.blocks.x + channel];
        let b = dy[(line * uniforms.outputs.y + across) * uniforms.blocks.y + column];
        ${parts.map((part, i) => `sum${i} = sum${i} + a${part} * b;`).join(' ')}
      }
    }
    let at = (rest * uniforms.blocks.x + channel) * ${c} * uniforms.blocks.y + column;
    ${parts.map((_, i) => `result[at + ${i} * uniforms.blocks.y] = sum${i};`).join('\n    ')}
  }`;
}

function sumCode(c: 1 | 4, type: string): string {
  return `
      let place = index - uniforms.threads.x;
      if (place >= uniforms.threads.y) { return; }
      let own = place / uniforms.blocks.y;
      let end = min((own + 1) * uniforms.lines.y, uniforms.lines.x) * uniforms.outputs.y;
      var sum = ${type}(0.0);
      for (var at = own * uniforms.lines.y * uniforms.outputs.y; at < end; at = at + 1) {
        sum = sum + dy[at * uniforms.blocks.y + place % uniforms.blocks.y];
      }
      result[uniforms.threads.x * ${c} + place] = sum;`;
}
