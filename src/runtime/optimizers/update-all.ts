/**
 * On WebGPU, the updates of as many weights in one dispatch as its arrays allow, state, weight and moving average of each by
 * the same thread. The code is that of the rules, with arrays of their own for each weight.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { RULES, type RuleName } from '../in-place/registry.ts';
import { settleReaders } from '../kernels/webgpu/deferred.ts';
import { mostArrays, runMany } from '../kernels/webgpu/many.ts';
import { sizeOf, type Uniform } from '../kernels/webgpu/program.ts';
import { type Part, partsOf, sumCode, sumFields, sumNumbers } from '../kernels/webgpu/slices.ts';
import type { Live } from '../replay/live.ts';
import type { OptimizerRules } from './rules.ts';
import { fieldsOf, numbersOf, withControl } from './scaled.ts';

/** Inputs `weightI`, `stateI`, `gradientI` and perhaps `averageI`, for I under `count`; perhaps `control`. Gives no output. */
export const UPDATE_ALL = 'GanvasUpdateAll';

export interface UpdateAttributes {
  readonly rules: OptimizerRules;
  /** Numbers of the second rule; with `control`, the count of updates too. */
  readonly rates: Live<readonly number[]>;
  readonly averageDecay: number;
  readonly count: number;
}

interface Arrays {
  readonly weight: TensorInfo;
  readonly state: TensorInfo;
  /** To be added. */
  readonly gradient: readonly Part[];
  readonly average: TensorInfo | null;
}

export const updateAll: KernelConfig = {
  kernelName: UPDATE_ALL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const attributes = attrs as unknown as UpdateAttributes;
    const all = Array.from({ length: attributes.count }, (_, i): Arrays => {
      const [weight, state, gradient] = [`weight${i}`, `state${i}`, `gradient${i}`].map((name) => {
        const found = inputs[name];
        if (!found) throw new Error(`internal: ${UPDATE_ALL} was run without ${name}`);
        return found;
      }) as [TensorInfo, TensorInfo, TensorInfo];
      const average = inputs[`average${i}`] ?? null;
      return { weight, state, gradient: partsOf(gpu, gradient), average };
    });
    const control = inputs.control ?? null;
    const most = mostArrays(gpu) - (control ? 1 : 0);
    for (const part of parts(all, most)) update(gpu, part, attributes, control);
    return [];
  },
};

/** In order, as many together as have room. */
function parts(all: readonly Arrays[], most: number): readonly (readonly Arrays[])[] {
  const found: Arrays[][] = [];
  let room = 0;
  for (const arrays of all) {
    const needed = (arrays.average ? 3 : 2) + arrays.gradient.length;
    if (needed > room) {
      found.push([]);
      room = most;
    }
    room -= needed;
    found.at(-1)?.push(arrays);
  }
  return found;
}

/** What its code goes by. */
function shapeOf({ average, gradient }: Arrays): string {
  return `${average ? 'a' : 'p'}${gradient.length}`;
}

function update(
  gpu: WebGPUBackend,
  all: readonly Arrays[],
  attributes: UpdateAttributes,
  control: TensorInfo | null,
): void {
  const { rules, rates, averageDecay } = attributes;
  const isAveraged = all.some(({ average }) => average);
  const sizes = all.map(({ weight }) => sizeOf(weight.shape));
  const written = all.flatMap(({ state, weight, average }, i) => [
    { name: `state${i}`, info: state },
    { name: `weight${i}`, info: weight },
    ...(average ? [{ name: `average${i}`, info: average }] : []),
  ]);
  const names = all.map(({ gradient }, i) => gradient.map((_, part) => `gradient${i}_${part}`));
  const named = (prefix: string, rule: RuleName) =>
    RULES[rule].numbers.map((name) => `${prefix}_${name} : f32,`);
  const code = all.map((arrays, i) => codeOf(rules, i, arrays, names[i] ?? [])).join('\n');
  const program = {
    key: `${rules.moments}_${rules.step}_${all.map(shapeOf).join('_')}${control ? '_scaled' : ''}`,
    written: written.map(({ name }) => name),
    read: [...names.flat(), ...(control ? ['control'] : [])],
    uniforms: [
      ...named('moments', rules.moments),
      ...named('step', rules.step),
      ...(control ? fieldsOf(rules) : []),
      ...(isAveraged ? named('average', 'average') : []),
      ...all.map((_, i) => `size${i} : i32,`),
      ...names.flat().map(sumFields),
    ].join(' '),
    code: control ? withControl(rules, code) : code,
  };
  const float = (number: number): Uniform => ({ type: 'float32', data: [number] });
  const uniforms: Uniform[] = [
    ...rules.momentNumbers.map(float),
    ...rates.now.map((number, at): Uniform => ({ ...float(number), live: { from: rates, at } })),
    ...(control ? numbersOf(rules).map(float) : []),
    ...(isAveraged ? [averageDecay, 1].map(float) : []),
    ...sizes.map((size): Uniform => ({ type: 'int32', data: [size] })),
    ...all.flatMap(({ gradient }) => gradient.flatMap(sumNumbers)),
  ];
  // A value that was read back is cached on the host, and would be read again after this change.
  for (const { info } of written) {
    settleReaders(gpu, info.dataId);
    gpu.uploadToGPU(info.dataId);
    const data = gpu.tensorMap.get(info.dataId) as { values: unknown };
    data.values = null;
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const read = all.flatMap(({ gradient }) => gradient.map(({ tensor }) => tensor));
  if (control) read.push(control);
  runMany(
    gpu,
    program,
    written.map(({ info }) => info),
    read,
    uniforms,
    total,
  );
}

/** What happens to element `index` of weight `k`; later weights count on from its size. */
function codeOf(
  rules: OptimizerRules,
  k: number,
  { average }: Arrays,
  names: readonly string[],
): string {
  const rule = (name: RuleName, prefix: string, result: string): string => {
    const places: Record<string, string> = { result, source: 'weight' };
    const code = RULES[name].wgsl
      .replace(/\b(result|source|state|weight)\[/g, (_, array: string) => {
        return `${places[array] ?? array}${k}[`;
      })
      .replace(/\bgradient\[i\]/g, 'gradient')
      .replace(/\bc\./g, `uniforms.${prefix}_`);
    return `{ ${code} }`;
  };
  return `
      if (index < uniforms.size${k}) {
        let i = index;
        let n = uniforms.size${k};
        ${names.map((name) => sumCode(name, 'i')).join('')}
        let gradient = ${names.map((name) => `${name}_sum`).join(' + ')};
        ${rule(rules.moments, 'moments', 'state')}
        ${rule(rules.step, 'step', 'weight')}
        ${average ? rule('average', 'average', 'average') : ''}
        return;
      }
      index = index - uniforms.size${k};`;
}
