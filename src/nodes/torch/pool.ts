/** PyTorch's pooling modules, which pad both ends of an axis alike and by at most half a window; else the image is padded before. */
import type { Padding } from '../define.ts';
import type { PoolParams } from '../fields/pool.ts';
import type { TorchArgument, TorchCode } from '../torch.ts';

export interface PoolPadding {
  readonly padding: Padding;
  /** What `F.pad` fills in, as Python; null: zeros. */
  readonly value: string | null;
}

export function poolModule(
  type: string,
  { size, stride }: PoolParams,
  { padding: [top, bottom, left, right], value }: PoolPadding,
  options: readonly TorchArgument[],
): { readonly torch: TorchCode; readonly isPaddedBefore: boolean } {
  const isNative = top === bottom && left === right && 2 * Math.max(top, left) <= size;
  const sides = top === left ? top : [top, left];
  const fill = value === null ? '' : `, value=${value}`;
  const module = {
    type,
    arguments: [
      { name: 'kernel_size', value: size, isPositional: true },
      ...(stride === size ? [] : [{ name: 'stride', value: stride }]),
      ...(isNative && sides !== 0 ? [{ name: 'padding', value: sides }] : []),
      ...options,
    ],
  };
  const call = isNative
    ? '{module}({0})'
    : `{module}(F.pad({0}, (${left}, ${right}, ${top}, ${bottom})${fill}))`;
  return { torch: { module, call }, isPaddedBefore: !isNative };
}
