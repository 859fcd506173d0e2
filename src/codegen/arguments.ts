/** Arguments of constructors that a layer leaves to PyTorch: copies of a block may differ in whether they do. */
import type { TorchArgument, TorchCode } from '../nodes/torch.ts';

const DEFAULTS: readonly TorchArgument[] = [
  { name: 'stride', value: 1 },
  { name: 'padding', value: 0 },
];

/** With what a convolution has by default, in PyTorch's order. */
export function fullArguments({
  type,
  arguments: given,
}: NonNullable<TorchCode['module']>): readonly TorchArgument[] {
  if (!/^(nn\.|Equalized)Conv(Transpose)?2d$/.test(type)) return given;
  const positional = given.filter(({ isPositional }) => isPositional === true);
  const known = DEFAULTS.map((own) => given.find(({ name }) => name === own.name) ?? own);
  const rest = given.filter((one) => !positional.includes(one) && !known.includes(one));
  return [...positional, ...known.filter((one) => !positional.includes(one)), ...rest];
}

/** Whether nothing needs to be said of it. */
export function isDefault({ name, value, isPositional }: TorchArgument): boolean {
  return isPositional !== true && DEFAULTS.some((own) => own.name === name && own.value === value);
}
