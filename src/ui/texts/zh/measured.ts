/** 训练所用的后端，以及训练中测得的数值：内存和损失缩放系数。 */
import type { measured as english } from '../en/measured.ts';
import type { Translation } from '../translation.ts';

export const measured: Translation<typeof english> = {
  memory: (peak, estimate) => `单步内存：实测峰值 ${peak}，估计 ${estimate}`,
  inAll: (bytes) => `包括样张和指标：峰值 ${bytes}`,
  estimate: (estimate) => `单步内存：估计 ${estimate}`,
  peak: (peak) => `单步内存：实测峰值 ${peak}`,
  scale: (node, scale) => `${node} 的损失缩放系数 ${scale}`,
  skipped: (count) => `已跳过 ${count} 次更新`,
  notYet: '训练开始时选择后端。',
  software: '这里的 WebGPU 由软件实现：在这台机器上 WebAssembly 更快。',
  useWasm: '使用 WebAssembly',
  keeps: '当前训练在暂停并继续之前保持原来的后端。',
  help: {
    auto: '此浏览器所能提供的最快后端：WebGPU，否则 WebAssembly。',
    webgpu: '在显卡上运行，速度远超其他后端。',
    wasm: '在处理器上运行，并在页面允许时使用 SIMD 和多线程。',
    cpu: '纯 JavaScript：非常慢，仅用于比较。',
  },
};
