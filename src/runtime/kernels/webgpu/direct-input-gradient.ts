/**
 * WGSL of the input gradient without workgroup memory: a thread holds four neighbours of equal remainder by the stride,
 * so that all meet the same taps, times four channels. For software adapters and for narrow images.
 */
import type { backend_util } from '@tensorflow/tfjs-core';
import type { DirectPlan } from './direct-filter-gradient.ts';
import { type Finish, type Finished, finishCode } from './finish.ts';
import type { Uniform } from './program.ts';

const PIXELS = 4;

export function directInputGradient(info: backend_util.Conv2DInfo, finish?: Finish): DirectPlan {
  const c = info.inChannels % 4 === 0 ? 4 : 1;
  const k = info.outChannels % 4 === 0 ? 4 : 1;
  const phases = info.strideHeight * info.strideWidth;
  const rows = Math.ceil(info.inHeight / info.strideHeight);
  const groups = Math.ceil(Math.ceil(info.inWidth / info.strideWidth) / PIXELS);
  const blocks = info.inChannels / c;
  const threads = phases * info.batchSize * rows * groups * blocks;
  const { key, functions, of, ...arrays } = finishCode(finish ?? {}, c);
  const int = (...data: number[]): Uniform => ({ type: 'int32', data });
  return {
    key: `conv2d_input_gradient_direct_${c}_${k}${key}`,
    code: `${functions}${codeFor(c, k, of)}`,
    uniforms:
      'window : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, image : vec2<i32>, outputs : vec2<i32>, blocks : vec2<i32>, grid : vec2<i32>, batch : i32, threads : i32,',
    data: [
      int(info.filterHeight, info.filterWidth),
      int(info.padInfo.top, info.padInfo.left),
      int(info.strideHeight, info.strideWidth),
      int(info.inHeight, info.inWidth),
      int(info.outHeight, info.outWidth),
      int(blocks, info.outChannels / k),
      int(rows, groups),
      int(info.batchSize),
      int(threads),
    ],
    components: [k, k, c],
    threads,
    layers: 1,
    finish: arrays,
  };
}

function codeFor(c: 1 | 4, k: 1 | 4, finished: Finished): string {
  const type = c === 4 ? 'vec4<f32>' : 'f32';
  const pixels = [0, 1, 2, 3];
  const channels = c === 4 ? [0, 1, 2, 3] : [0];
  const times = (i: number) => (k === 4 ? `dot(d, w${i})` : `d * w${i}`);
  return `
  fn main(index : i32) {
    if (index >= uniforms.threads) { return; }
    let block = index % uniforms.blocks.x;
    var rest = index / uniforms.blocks.x;
    let group = rest % uniforms.grid.y;
    rest = rest / uniforms.grid.y;
    let row = rest % uniforms.grid.x;
    rest = rest / uniforms.grid.x;
    let image = rest % uniforms.batch;
    let phase = rest / uniforms.batch;
    let first = vec2<i32>(phase / uniforms.strides.y, phase % uniforms.strides.y)
      + vec2<i32>(row, group * ${PIXELS}) * uniforms.strides;
    if (first.x >= uniforms.image.x) { return; }
    let remainder = (first + uniforms.pads) % uniforms.strides;
    let source = (first + uniforms.pads) / uniforms.strides;
    ${pixels.map((p) => `var sum${p} = ${type}(0.0);`).join(' ')}
    var down = source.x;
    for (var u = remainder.x; u < uniforms.window.x; u = u + uniforms.strides.x) {
      if (down >= 0 && down < uniforms.outputs.x) {
        let line = (image * uniforms.outputs.x + down) * uniforms.outputs.y;
        var across = source.y;
        for (var v = remainder.y; v < uniforms.window.y; v = v + uniforms.strides.y) {
          ${pixels
            .map(
              (p) => `
          let in${p} = f32(across + ${p} >= 0 && across + ${p} < uniforms.outputs.y);
          let at${p} = (line + clamp(across + ${p}, 0, uniforms.outputs.y - 1)) * uniforms.blocks.y;`,
            )
            .join('')}
          let weights = ((u * uniforms.window.y + v) * uniforms.blocks.x + block) * ${c} * uniforms.blocks.y;
          for (var inner = 0; inner < uniforms.blocks.y; inner = inner + 1) {
            ${channels.map((i) => `let w${i} = filters[weights + ${i} * uniforms.blocks.y + inner];`).join('\n            ')}
            ${pixels
              .map(
                (p) => `{
              let d = dy[at${p} + inner] * in${p};
              sum${p} = sum${p} + ${type}(${channels.map(times).join(', ')});
            }`,
              )
              .join('\n            ')}
          }
          across = across - 1;
        }
      }
      down = down - 1;
    }
    let line = (image * uniforms.image.x + first.x) * uniforms.image.y;
    ${pixels
      .map(
        (p) => `{
      let across = first.y + ${p} * uniforms.strides.y;
      if (across < uniforms.image.y) {
        let place = (line + across) * uniforms.blocks.x + block;
        result[place] = ${finished(`sum${p}`, 'place', 'block')};
      }
    }`,
      )
      .join('\n    ')}
  }`;
}
