/**
 * A network's flat layers, put back into the blocks that they came from: a tree whose leaves are layers and whose
 * branches are uses of blocks. Layers of one copy stand together in the program, so order is kept.
 */
import type { LayerProgram, NetworkProgram } from '../compiler/program.ts';
import type { Shape } from '../nodes/define.ts';
import type { TorchCode } from '../nodes/torch.ts';
import { layerCode } from './torch-code.ts';

/** Id of a layer, or `input:NAME` of a network. */
export type Ref = string;

export interface LayerLeaf {
  readonly type: 'layer';
  /** Node id within its block or network. */
  readonly node: string;
  readonly layer: LayerProgram;
  readonly code: TorchCode;
}

export interface BlockUse {
  readonly type: 'use';
  readonly node: string;
  readonly block: string;
  /** One scope, or the chain of copies of a repeated use. */
  readonly copies: readonly Scope[];
  readonly isRepeated: boolean;
  /** For the backward pass; uses inside of it are not named again. */
  readonly isRecomputed: boolean;
}

export interface Port {
  readonly ref: Ref;
  readonly shape: Shape;
}

/** The inside of one copy of a block, or of a network. */
export interface Scope {
  readonly children: readonly (LayerLeaf | BlockUse)[];
  /** What it reads from outside, in order of first use (of a network: its inputs in order). */
  readonly inputs: readonly Port[];
  /** What is read of it outside. */
  readonly outputs: readonly Port[];
}

export function moduleTree(network: NetworkProgram, recomputes = true): Scope {
  const shapes = new Map<Ref, Shape>();
  for (const { name, type } of network.inputs) {
    shapes.set(`input:${name}`, type.type === 'tensor' ? type.shape : []);
  }
  for (const { id, outputShape } of network.layers) shapes.set(id, outputShape);
  const readers = new Map<Ref, string[]>();
  for (const { id, inputs } of network.layers) {
    for (const input of inputs) readers.set(input, [...(readers.get(input) ?? []), id]);
  }
  const kept = new Set(network.outputs.map(({ layer }) => layer));
  const port = (ref: Ref): Port => ({ ref, shape: shapes.get(ref) ?? [] });

  const scopeOf = (layers: readonly LayerProgram[], depth: number): Scope => {
    const own = new Set(layers.map(({ id }) => id));
    const read = layers.flatMap(({ inputs }) => inputs.filter((input) => !own.has(input)));
    const leaving = layers.filter(
      ({ id }) => kept.has(id) || (readers.get(id) ?? []).some((reader) => !own.has(reader)),
    );
    return {
      children: childrenOf(layers, depth),
      inputs: [...new Set(read)].map(port),
      outputs: leaving.map(({ id }) => port(id)),
    };
  };

  const childrenOf = (layers: readonly LayerProgram[], depth: number): (LayerLeaf | BlockUse)[] => {
    const children: (LayerLeaf | BlockUse)[] = [];
    for (let at = 0; at < layers.length; ) {
      const layer = layers[at] as LayerProgram;
      const use = layer.within[depth];
      if (!use) {
        const node = layer.id.split('/').at(-1) ?? layer.id;
        children.push({ type: 'layer', node, layer, code: layerCode(layer) });
        at += 1;
        continue;
      }
      const copies: LayerProgram[][] = [];
      let copy: number | null | undefined;
      for (; layers[at]?.within[depth]?.use === use.use; at += 1) {
        const next = layers[at] as LayerProgram;
        const number = next.within[depth]?.copy;
        if (number !== copy || copies.length === 0) copies.push([]);
        copy = number;
        copies.at(-1)?.push(next);
      }
      children.push({
        type: 'use',
        node: use.use,
        block: use.block,
        copies: copies.map((members) => scopeOf(members, depth + 1)),
        isRepeated: use.copy !== null,
        isRecomputed:
          recomputes &&
          use.isRecomputed === true &&
          !layer.within.slice(0, depth).some(({ isRecomputed }) => isRecomputed),
      });
    }
    return children;
  };

  return {
    children: childrenOf(network.layers, 0),
    inputs: network.inputs.map(({ name }) => port(`input:${name}`)),
    outputs: network.outputs.map(({ layer }) => port(layer)),
  };
}
