/**
 * WGSL of the convolution itself without workgroup memory: a thread holds four neighbouring outputs of four filters. For
 * software adapters and for narrow images; elsewhere the stock kernel's tiles are good.
 */
import type { backend_util } from '@tensorflow/tfjs-core';
import type { DirectPlan } from './direct-filter-gradient.ts';
import { type Finish, type Finished, finishCode } from './finish.ts';
import type { Uniform } from './program.ts';

const PIXELS = 4;

export function directConvolution(info: backend_util.Conv2DInfo, finish?: Finish): DirectPlan {
  const c = info.inChannels % 4 === 0 ? 4 : 1;
  const k = info.outChannels % 4 === 0 ? 4 : 1;
  const groups = Math.ceil(info.outWidth / PIXELS);
  const columns = info.outChannels / k;
  const threads = info.batchSize * info.outHeight * groups * columns;
  const { key, functions, of, ...arrays } = finishCode(finish ?? {}, k);
  const int = (...data: number[]): Uniform => ({ type: 'int32', data });
  return {
    key: `conv2d_direct_${c}_${k}${key}`,
    code: `${functions}${codeFor(c, k, of)}`,
    uniforms:
      'window : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, image : vec2<i32>, outputs : vec2<i32>, blocks : vec2<i32>, groups : i32, threads : i32,',
    data: [
      int(info.filterHeight, info.filterWidth),
      int(info.padInfo.top, info.padInfo.left),
      int(info.strideHeight, info.strideWidth),
      int(info.inHeight, info.inWidth),
      int(info.outHeight, info.outWidth),
      int(info.inChannels / c, columns),
      int(groups),
      int(threads),
    ],
    components: [c, k, k],
    threads,
    layers: 1,
    finish: arrays,
  };
}

function codeFor(c: 1 | 4, k: 1 | 4, finished: Finished): string {
  const type = k === 4 ? 'vec4<f32>' : 'f32';
  const pixels = [0, 1, 2, 3];
  const parts = c === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  return `
  fn main(index : i32) {
    if (index >= uniforms.threads) { return; }
    let column = index % uniforms.blocks.y;
    var rest = index / uniforms.blocks.y;
    let start = (rest % uniforms.groups) * ${PIXELS};
    rest = rest / uniforms.groups;
    let row = rest % uniforms.outputs.x;
    let image = rest / uniforms.outputs.x;
    ${pixels.map((p) => `var sum${p} = ${type}(0.0);`).join(' ')}
    for (var u = 0; u < uniforms.window.x; u = u + 1) {
      let down = row * uniforms.strides.x + u - uniforms.pads.x;
      if (down < 0 || down >= uniforms.image.x) { continue; }
      let line = (image * uniforms.image.x + down) * uniforms.image.y;
      for (var v = 0; v < uniforms.window.y; v = v + 1) {
        ${pixels
          .map(
            (p) => `
        let across${p} = (start + ${p}) * uniforms.strides.y + v - uniforms.pads.y;
        let in${p} = f32(across${p} >= 0 && across${p} < uniforms.image.y);
        let at${p} = (line + clamp(across${p}, 0, uniforms.image.y - 1)) * uniforms.blocks.x;`,
          )
          .join('')}
        let weights = (u * uniforms.window.y + v) * uniforms.blocks.x;
        for (var inner = 0; inner < uniforms.blocks.x; inner = inner + 1) {
          let w = (weights + inner) * ${c} * uniforms.blocks.y + column;
          ${parts.map((_, i) => `let w${i} = filters[w + ${i} * uniforms.blocks.y];`).join('\n          ')}
          ${pixels
            .map(
              (p) => `{
            let a = x[at${p} + inner] * in${p};
            sum${p} = sum${p} + ${parts.map((part, i) => `a${part} * w${i}`).join(' + ')};
          }`,
            )
            .join('\n          ')}
        }
      }
    }
    let at = (image * uniforms.outputs.x + row) * uniforms.outputs.y + start;
    ${pixels
      .map(
        (p) =>
          `if (start + ${p} < uniforms.outputs.y) {
      let place${p} = (at + ${p}) * uniforms.blocks.y + column;
      result[place${p}] = ${finished(`sum${p}`, `place${p}`, 'column')};
    }`,
      )
      .join('\n    ')}
  }`;
}
