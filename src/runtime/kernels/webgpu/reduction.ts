/**
 * WGSL that adds up, or takes the largest of, what the threads of a workgroup hold: by subgroup operations where the adapter has
 * them, by workgroup memory alone elsewhere.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env } from '@tensorflow/tfjs-core';
import { isOnSoftware } from './tile-choice.ts';

/** 'auto', or 'always' (where there are any) and 'never' for tests and measurements. */
export const SUBGROUPS = 'GANVAS_WEBGPU_SUBGROUPS';

env().registerFlag(SUBGROUPS, () => 'auto');

export const hasSubgroups = (device: GPUDevice): boolean => device.features.has('subgroups');

export function wantsSubgroups({ device }: WebGPUBackend): boolean {
  const choice = env().get(SUBGROUPS);
  if (choice === 'never' || !hasSubgroups(device)) return false;
  return choice === 'always' || !isOnSoftware(device);
}

export interface Reduction {
  /** Of the function that is emitted: (value, lane) to the result, the same for every thread. A program calls it once. */
  readonly name: string;
  readonly of: 'sum' | 'max';
  readonly type: 'f32' | 'vec4<f32>';
  /** Threads of the workgroup: a power of two. All of them call. */
  readonly threads: number;
}

export function reductionCode(reduction: Reduction, isBySubgroups: boolean): string {
  const { name, type, threads } = reduction;
  return `
    var<workgroup> ${name}_shares : array<${type}, ${threads}>;
    fn ${name}(value : ${type}, lane : u32) -> ${type} {
      ${isBySubgroups ? bySubgroups(reduction) : byMemory(reduction)}
    }`;
}

/**
 * Which threads share a subgroup, and how many do, is for the device to say: neither the numbers in the workgroup nor a size
 * may be relied on. So each subgroup counts itself; its first thread lays down its share where no other does, and then every
 * subgroup reads all places.
 */
function bySubgroups({ name, of, type, threads }: Reduction): string {
  const within = of === 'sum' ? 'subgroupAdd' : 'subgroupMax';
  const nothing = of === 'sum' ? `${type}(0.0)` : 'share';
  return `
      let rank = subgroupExclusiveAdd(1u);
      let count = subgroupAdd(1u);
      let share = ${within}(value);
      ${name}_shares[lane] = select(${nothing}, share, rank == 0u);
      workgroupBarrier();
      var total = ${name}_shares[min(rank, ${threads - 1}u)];
      for (var first = count; first < ${threads}u; first = first + count) {
        let at = first + rank;
        let there = select(${of === 'sum' ? nothing : 'total'}, ${name}_shares[min(at, ${threads - 1}u)], at < ${threads}u);
        total = ${joined(of, 'total', 'there')};
      }
      return ${within}(total);`;
}

/** In two stages of about the same length: a tree would have a barrier for each of its levels. */
function byMemory({ name, of, threads }: Reduction): string {
  const width = 2 ** Math.floor(Math.log2(threads) / 2);
  return `
      ${name}_shares[lane] = value;
      workgroupBarrier();
      if (lane < ${width}u) {
        var share = value;
        for (var at = lane + ${width}u; at < ${threads}u; at = at + ${width}u) {
          share = ${joined(of, 'share', `${name}_shares[at]`)};
        }
        ${name}_shares[lane] = share;
      }
      workgroupBarrier();
      var total = ${name}_shares[0];
      for (var at = 1u; at < ${width}u; at = at + 1u) { total = ${joined(of, 'total', `${name}_shares[at]`)}; }
      return total;`;
}

function joined(of: Reduction['of'], a: string, b: string): string {
  return of === 'sum' ? `${a} + ${b}` : `max(${a}, ${b})`;
}
