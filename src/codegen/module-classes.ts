/**
 * Which classes a program needs: one for each network, one for each block whose copies have the same structure. What the
 * copies differ in becomes the parameters of the constructor.
 */
import type { TorchArgument, TorchValue } from '../nodes/torch.ts';
import { fullArguments } from './arguments.ts';
import { callNumbers, numberWords } from './call-numbers.ts';
import { type FirstValue, firstValues } from './first-values.ts';
import type { BlockUse, LayerLeaf, Scope } from './module-tree.ts';
import { Names, snake } from './python-names.ts';

export interface ClassPlan {
  readonly name: string;
  /** The block it is made from, or null for a network. */
  readonly block: string | null;
  /** The first of all copies; the class is printed after it. */
  readonly first: Scope;
  readonly copies: readonly Scope[];
  readonly parameters: readonly ClassParameter[];
  /** Prints a value that stands at a place of the class: the parameter there, or the value itself. */
  readonly parameterAt: ReadonlyMap<string, ClassParameter>;
}

export interface ClassParameter {
  readonly name: string;
  readonly values: ReadonlyMap<Scope, TorchValue>;
}

/** A value in the code of a class that copies may differ in. */
interface Slot {
  /** Where it stands: the same in all copies. */
  readonly place: string;
  readonly name: string;
  readonly node: string;
  readonly value: TorchValue;
}

export const argumentPlace = (child: number, argument: string) => `${child}.${argument}`;
export const firstValuePlace = (child: number, target: string, argument: string) =>
  `${child}:${target}.${argument}`;
export const callPlace = (child: number, position: number) => `${child}()${position}`;
export const copyPlace = (child: number, copy: number, parameter: string) =>
  `${child}/${copy}.${parameter}`;

export interface NamedScope {
  readonly scope: Scope;
  readonly name: string;
}

/** Classes in an order in which each stands after those that it uses. Networks of one name are built alike. `nameOf` turns a block's name into a free class name. */
export function planClasses(
  networks: readonly NamedScope[],
  nameOf: (block: string) => string,
): { readonly plans: readonly ClassPlan[]; readonly planOf: ReadonlyMap<Scope, ClassPlan> } {
  const groups = new Map<string, { block: string; scopes: Scope[]; height: number }>();
  const signatures = new Map<Scope, string>();
  const visit = (scope: Scope): number => {
    let height = 0;
    for (const child of scope.children) {
      if (child.type === 'layer') continue;
      for (const copy of child.copies) {
        const inner = visit(copy);
        const key = `${child.block} ${signatures.get(copy)}`;
        const group = groups.get(key) ?? { block: child.block, scopes: [], height: inner };
        group.scopes.push(copy);
        groups.set(key, group);
        height = Math.max(height, inner + 1);
      }
    }
    signatures.set(scope, signatureOf(scope, signatures));
    return height;
  };
  for (const { scope } of networks) visit(scope);
  const planOf = new Map<Scope, ClassPlan>();
  const plans: ClassPlan[] = [];
  const ordered = [...groups.values()].sort((a, b) => a.height - b.height);
  for (const { block, scopes } of ordered) {
    const plan = planClass(nameOf(block), block, scopes, planOf);
    for (const scope of scopes) planOf.set(scope, plan);
    plans.push(plan);
  }
  for (const name of new Set(networks.map((network) => network.name))) {
    const scopes = networks.flatMap((network) => (network.name === name ? [network.scope] : []));
    const plan = planClass(name, null, scopes, planOf);
    for (const scope of scopes) planOf.set(scope, plan);
    plans.push(plan);
  }
  return { plans, planOf };
}

/** Equal for scopes that one class can stand for. */
function signatureOf(
  { children, inputs, outputs }: Scope,
  inner: ReadonlyMap<Scope, string>,
): string {
  const local = new Map<string, string>(inputs.map(({ ref }, index) => [ref, `in${index}`]));
  const parts = children.map((child, index) => {
    if (child.type === 'layer') {
      const { layer, code } = child;
      local.set(layer.id, `${index}`);
      const { module } = code;
      return {
        node: child.node,
        kind: layer.kind,
        call: callNumbers(code.call).template,
        module: module && [module.type, module.wrap, fullArguments(module).map(({ name }) => name)],
        first: firstValues(child).map(({ target, initializer, arguments: args }) => [
          target,
          initializer,
          args.map(({ name }) => name),
        ]),
        inputs: layer.inputs.map((input) => local.get(input)),
      };
    }
    child.copies.forEach((copy, number) => {
      for (const [port, { ref }] of copy.outputs.entries()) {
        local.set(ref, `${index}/${number}:${port}`);
      }
    });
    return {
      node: child.node,
      isRepeated: child.isRepeated,
      isRecomputed: child.isRecomputed,
      copies: child.copies.map((copy) => [child.block, inner.get(copy)]),
      inputs: child.copies.map((copy) => copy.inputs.map(({ ref }) => local.get(ref))),
    };
  });
  return JSON.stringify([parts, outputs.map(({ ref }) => local.get(ref)), inputs.length]);
}

function planClass(
  name: string,
  block: string | null,
  copies: readonly Scope[],
  planOf: ReadonlyMap<Scope, ClassPlan>,
): ClassPlan {
  const first = copies[0];
  if (!first) throw new Error(`internal: a class of no copies, ${name}`);
  const slots = copies.map((copy) => slotsOf(copy, planOf));
  const parameters: { name: string; values: Map<Scope, TorchValue>; key: string; slot: Slot }[] =
    [];
  const parameterAt = new Map<string, ClassParameter>();
  const names = new Names(['self']);
  slots[0]?.forEach((slot, position) => {
    const values = slots.map((all) => all[position]?.value ?? null);
    const key = JSON.stringify(values);
    if (values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]))) return;
    const known = parameters.find((other) => other.key === key && mayShare(other.slot, slot));
    if (known) {
      parameterAt.set(slot.place, known);
      return;
    }
    const wanted = names.has(slot.name) ? `${snake(slot.node)}_${slot.name}` : slot.name;
    const parameter = {
      name: names.take(wanted),
      values: new Map(copies.map((copy, index) => [copy, values[index] ?? null])),
      key,
      slot,
    };
    parameters.push(parameter);
    parameterAt.set(slot.place, parameter);
  });
  return { name, block, first, copies, parameters, parameterAt };
}

const SIZES = /^((in|out)_)?(channels|features|dim)$|^(num_|embedding_|units|filters)/;

/** Values that are equal in all copies are one parameter if they mean the same: `out_channels` and `num_features`. */
function mayShare(a: Slot, b: Slot): boolean {
  return a.name === b.name || (SIZES.test(a.name) && SIZES.test(b.name));
}

function slotsOf(scope: Scope, planOf: ReadonlyMap<Scope, ClassPlan>): Slot[] {
  return scope.children.flatMap((child, index) =>
    child.type === 'layer' ? layerSlots(child, index) : useSlots(child, index, planOf),
  );
}

function layerSlots(leaf: LayerLeaf, index: number): Slot[] {
  const { node, code } = leaf;
  const slot = (place: string, { name, value }: TorchArgument): Slot => ({
    place,
    name,
    node,
    value,
  });
  const words = numberWords(code);
  return [
    ...callNumbers(code.call).numbers.map((value, position) =>
      slot(callPlace(index, position), { name: `${snake(node)}_${words[position]}`, value }),
    ),
    ...(code.module ? fullArguments(code.module) : []).map((argument) =>
      slot(argumentPlace(index, argument.name), argument),
    ),
    ...firstValues(leaf).flatMap(({ target, arguments: args }: FirstValue) =>
      args.map((argument) => slot(firstValuePlace(index, target, argument.name), argument)),
    ),
  ];
}

function useSlots(
  { node, copies }: BlockUse,
  index: number,
  planOf: ReadonlyMap<Scope, ClassPlan>,
): Slot[] {
  return copies.flatMap((copy, number) =>
    (planOf.get(copy)?.parameters ?? []).map(({ name, values }) => ({
      place: copyPlace(index, number, name),
      name,
      node: copies.length > 1 ? `${node}${number}` : node,
      value: values.get(copy) ?? null,
    })),
  );
}
