/** 训练开始之前，单步所需内存的估计。 */
import type { memoryAbout as english } from '../en/memory-about.ts';
import type { Translation } from '../translation.ts';

export const memoryAbout: Translation<typeof english> = {
  on: (bytes, backend) => `${backend} 上 ${bytes}`,
  list: (parts) => parts.join('，'),
  perStep: '每步',
  atPeak: '峰值，估计',
  plan: (bytes) => `内存峰值约 ${bytes}`,
};
