/** What a kind says of itself in PyTorch, asked for with the facts of the program; kinds that say nothing are refused. */
import type { LayerProgram, NetworkProgram } from '../compiler/program.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Shape } from '../nodes/define.ts';
import type { TorchCode, TorchContext, TorchHelper } from '../nodes/torch.ts';
import { ExportError } from './export-error.ts';

export function torchCode(
  kind: string,
  params: Readonly<Record<string, unknown>>,
  context: TorchContext,
): TorchCode {
  const definition = definitionOf(kind);
  if (!definition) throw new Error(`internal: the program holds a node of unknown kind "${kind}"`);
  const code = definition.torch?.(context, params as never);
  if (code) return code;
  throw new ExportError(
    `"${definition.title}" (${kind}) cannot be written in PyTorch yet. Remove it from the document, or put another node in its place.`,
  );
}

export function layerCode({ kind, params, inputShapes, outputShape }: LayerProgram): TorchCode {
  return torchCode(kind, params, { inputShapes, outputShapes: [outputShape] });
}

export interface NetworkPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export function portsOf({ inputs, outputs }: NetworkProgram): NetworkPorts {
  return { inputs: inputs.map(({ name }) => name), outputs: outputs.map(({ name }) => name) };
}

/** All helpers that are needed, each once, each after those that it calls. */
export function allHelpers(codes: Iterable<TorchCode>): readonly TorchHelper[] {
  const found = new Map<string, TorchHelper>();
  const add = (helper: TorchHelper): void => {
    const known = found.get(helper.name);
    if (known) {
      if (known.code !== helper.code)
        throw new Error(`internal: two kinds define the Python name ${helper.name} differently`);
      return;
    }
    for (const needed of helper.needs ?? []) add(needed);
    found.set(helper.name, helper);
  };
  for (const { helpers } of codes) for (const helper of helpers ?? []) add(helper);
  return [...found.values()];
}

export interface Placeholders {
  readonly inputs: readonly string[];
  readonly module?: string;
  readonly batch?: () => string;
  readonly device?: () => string;
  readonly iteration?: () => string;
  readonly network?: string;
}

/** The call with Python in place of `{…}`. Inputs that are expressions are put in brackets where they must be. */
export function fillCall(call: string, filled: Placeholders): string {
  return call.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const index = /^\d+$/.test(name) ? Number(name) : null;
    const text =
      index !== null
        ? filled.inputs[index]
        : name === 'inputs'
          ? filled.inputs.join(', ')
          : name === 'module'
            ? filled.module
            : name === 'network'
              ? filled.network
              : name === 'batch'
                ? filled.batch?.()
                : name === 'device'
                  ? filled.device?.()
                  : name === 'iteration'
                    ? filled.iteration?.()
                    : undefined;
    if (text === undefined)
      throw new Error(`internal: "${call}" asks for ${whole}, which is not there`);
    return text;
  });
}

/** Whether the call reads something besides inputs and its module. */
export function asksFor(code: TorchCode, name: 'batch' | 'device' | 'iteration'): boolean {
  return code.call.includes(`{${name}}`);
}

/** `[N, 3, 64, 64]`: the shape as PyTorch has it. */
export function torchShape(shape: Shape): string {
  const [height, width, channels] = shape;
  const lengths = shape.length === 3 ? [channels, height, width] : shape;
  return `[${['N', ...lengths].join(', ')}]`;
}
