/** `GanvasRandom` in WGSL: one thread per Threefry block. The twin of `random/threefry.ts` and `random/distribution.ts`. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { randomAttributes } from '../../random/attributes.ts';
import { type Distribution, WITHIN_TWO } from '../../random/distribution.ts';
import { RANDOM } from '../names.ts';
import { flat, run, sizeOf } from './program.ts';

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

const rounds = Array.from({ length: 5 }, (_, group) => {
  const four = (ROTATIONS[group % 2] ?? ROTATIONS[0])
    .map((by) => `x = x + y; y = ((y << ${by}u) | (y >> ${32 - by}u)) ^ x;`)
    .join('\n    ');
  const [first, second] = [`k${(group + 1) % 3}`, `k${(group + 2) % 3}`];
  return `${four}\n    x = x + ${first}; y = y + ${second} + ${group + 1}u;`;
}).join('\n    ');

const BLOCK = `
  fn block(counter : u32) -> vec2<u32> {
    let k0 = uniforms.key[0];
    let k1 = uniforms.key[1];
    let k2 = 0x1bd11bdau ^ k0 ^ k1;
    var x = counter + k0;
    var y = k1;
    ${rounds}
    return vec2<u32>(x, y);
  }
  // WGSL lets log and cos be as wrong as 2^-21 and 2^-11: too much beside 0, and not the same on any two devices.
  fn logarithm(z : f32) -> f32 {
    let bits = bitcast<i32>(z);
    let exponent = (bits - 0x3f3504f3) >> 23u;
    let f = bitcast<f32>(bits - (exponent << 23u)) - 1.0;
    let s = f / (2.0 + f);
    let w = s * s;
    let series = 1.0 + w * (0.33333333 + w * (0.2 + w * (0.14285714 + w * 0.11111111)));
    return f32(exponent) * 0.69314718 + 2.0 * s * series;
  }
  // (cos, sin) of a share of the full turn.
  fn direction(turn : f32) -> vec2<f32> {
    let quarters = round(turn * 4.0);
    let r = (turn * 4.0 - quarters) * 1.57079633;
    let w = r * r;
    let sine = r * (1.0 - w * (0.16666667 - w * (0.0083333333 - w * 0.00019841270)));
    let cosine = 1.0 - w * (0.5 - w * (0.041666667 - w * (0.0013888889 - w * 0.000024801587)));
    switch (i32(quarters) & 3) {
      case 0: { return vec2<f32>(cosine, sine); }
      case 1: { return vec2<f32>(-sine, cosine); }
      case 2: { return vec2<f32>(-cosine, -sine); }
      default: { return vec2<f32>(sine, -cosine); }
    }
  }
  // 24 bits of a word as a number in [0, 1).
  fn unit(words : vec2<u32>) -> vec2<f32> {
    return vec2<f32>(words >> vec2<u32>(8u)) * ${2 ** -24};
  }`;

/** Body of `fn draw(words : vec2<u32>) -> vec2<T>`; `uniforms.range` holds a and b. */
const BODIES: Readonly<Record<Distribution, string>> = {
  uniform: `return uniforms.range[0] + (uniforms.range[1] - uniforms.range[0]) * unit(words);`,
  normal: `
    let u = unit(words);
    let radius = uniforms.range[1] * sqrt(-2.0 * logarithm(1.0 - u.x));
    return uniforms.range[0] + radius * direction(u.y);`,
  'truncated-normal': `
    let x = ${WITHIN_TWO} * ((unit(words) + ${2 ** -25}) * 2.0 - 1.0);
    let w = -log((1.0 - x) * (1.0 + x)) - 2.5;
    var p = vec2<f32>(2.81022636e-08);
    p = 3.43273939e-07 + p * w;
    p = -3.5233877e-06 + p * w;
    p = -4.39150654e-06 + p * w;
    p = 0.00021858087 + p * w;
    p = -0.00125372503 + p * w;
    p = -0.00417768164 + p * w;
    p = 0.246640727 + p * w;
    p = 1.50140941 + p * w;
    return uniforms.range[0] + uniforms.range[1] * ${Math.SQRT2} * p * x;`,
  survivors:
    'return select(vec2<f32>(uniforms.range[1]), vec2<f32>(0.0), unit(words) < vec2<f32>(uniforms.range[0]));',
  integers: `
    let low = uniforms.range[0];
    let count = u32(uniforms.range[1] - low);
    let lower = (words & vec2<u32>(0xffffu)) * (count & 0xffffu);
    let middle = (words >> vec2<u32>(16u)) * (count & 0xffffu) + (lower >> vec2<u32>(16u));
    let cross = (words & vec2<u32>(0xffffu)) * (count >> 16u) + (middle & vec2<u32>(0xffffu));
    let high = (words >> vec2<u32>(16u)) * (count >> 16u) + (middle >> vec2<u32>(16u)) + (cross >> vec2<u32>(16u));
    return vec2<i32>(high) + low;`,
};

function codeFor(distribution: Distribution): string {
  const type = distribution === 'integers' ? 'i32' : 'f32';
  return `${BLOCK}
  fn draw(words : vec2<u32>) -> vec2<${type}> {${BODIES[distribution]}
  }
  fn main(index : i32) {
    let first = index * 2;
    if (first < uniforms.size) {
      let values = draw(block(u32(index)));
      result[first] = values.x;
      if (first + 1 < uniforms.size) { result[first + 1] = values.y; }
    }
  }`;
}

export const random: KernelConfig = {
  kernelName: RANDOM,
  backendName: 'webgpu',
  kernelFunc: ({ backend, attrs }): TensorInfo => {
    const { key, shape, request, dtype } = randomAttributes(attrs);
    const { distribution, a, b } = request;
    const program = {
      key: `random_${distribution}`,
      inputs: [],
      uniforms: `key : vec2<u32>, range : vec2<${dtype === 'int32' ? 'i32' : 'f32'}>,`,
      outputShape: shape,
      ...flat(Math.ceil(sizeOf(shape) / 2)),
      code: codeFor(distribution),
    };
    const uniforms = [
      { type: 'uint32', data: key.now, live: { from: key, at: 0 } },
      { type: dtype, data: [a, b] },
    ] as const;
    return run(backend as WebGPUBackend, program, [], uniforms, dtype);
  },
};
