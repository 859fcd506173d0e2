/** Lines of `preset-lines.ts` for the layers that many papers share. */

export type Size = readonly [pixels: number, channels: number];
export const shape = ([pixels, channels]: Size) => `${pixels}×${pixels}×${channels}`;
export const leaky = (size: Size) => `leaky-relu slope 0.2 → ${shape(size)}`;
export const relu = (size: Size) => `relu → ${shape(size)}`;
export const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
};

/** How a paper starts kernels and the biases beside them. */
export interface Start {
  readonly kernel: string;
  readonly bias: string;
}
export const GAUSSIAN: Start = { kernel: 'N(0, 0.02)', bias: '0' };
export const PYTORCH: Start = { kernel: 'pytorch', bias: 'pytorch' };

export function conv(how: string, kernel: number, from: number, size: Size, start: Start): string {
  return `conv2d ${how} kernel ${kernel}×${kernel}×${from}×${size[1]} ${start.kernel} bias ${size[1]} ${start.bias} → ${shape(size)}`;
}
