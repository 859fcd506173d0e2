/**
 * How a kind is written in PyTorch: plain data that the exporter (`src/codegen`) prints. Images are [N, C, H, W] there,
 * every other tensor has the layout that it has here; where the order of elements matters (flatten, reshape), the code
 * that a kind gives keeps the order of this project, so that weights are the same numbers.
 */
import type { Shape } from './define.ts';

export type TorchValue = number | boolean | null | string | readonly number[];

/** An argument of a constructor. Strings are printed as they stand: quote where Python needs quotes. */
export interface TorchArgument {
  /** As PyTorch names it; also names the parameter of a block's class where copies differ in it. */
  readonly name: string;
  readonly value: TorchValue;
  /** Printed without its name. */
  readonly isPositional?: boolean;
}

/** Python that a program needs once: a class or function at the top level, formatted, typed, with a docstring. */
export interface TorchHelper {
  /** The name that the code defines. */
  readonly name: string;
  readonly code: string;
  /** Lines such as `import math`; torch, nn and F are there anyway. */
  readonly imports?: readonly string[];
  /** Helpers that this one calls. */
  readonly needs?: readonly TorchHelper[];
}

/** Where a weight of ours lies in the module's state. */
export interface TorchWeight {
  /** `weight`, `bias`, `running_mean`: a name in the module's state dict. */
  readonly name: string;
  /** Ours transposed by these axes is PyTorch's; absent: the same. */
  readonly axes?: readonly number[];
  /** Transposed, then reshaped to this, where PyTorch joins axes that are apart here. */
  readonly shape?: readonly number[];
}

export interface TorchCode {
  /**
   * A layer with state or settings: a class and its arguments. Absent: only the call. With `wrap`, the name of a function,
   * it is printed as `wrap(TYPE(…))`: `nn.utils.spectral_norm(nn.Conv2d(…))`; the weights have the names they then have.
   */
  readonly module?: {
    readonly type: string;
    readonly arguments: readonly TorchArgument[];
    readonly wrap?: string;
  };
  /**
   * One Python expression for the output (operations with several outputs: a tuple). `{module}` stands for the module,
   * `{0}`, `{1}`, … for inputs, `{inputs}` for all of them with commas between, `{batch}` for the number of samples,
   * `{device}`, `{iteration}` for what they say, `{network}` for the network that a loss runs.
   */
  readonly call: string;
  readonly helpers?: readonly TorchHelper[];
  /** By our name of the weight; every weight of the layer has an entry. */
  readonly weights?: Readonly<Record<string, TorchWeight>>;
  /** Statements that set PyTorch's first values as ours are distributed are derived from the initializers; not here. */
}

export interface TorchContext {
  readonly inputShapes: readonly Shape[];
  readonly outputShapes: readonly Shape[];
  /** Inputs and outputs of the network that a loss runs. */
  readonly network?: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
}
