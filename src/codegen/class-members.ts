/** Names of a class's submodules, from the ids of the nodes, so that a key of the state dict leads back to the document. */
import type { ClassPlan } from './module-classes.ts';
import type { BlockUse } from './module-tree.ts';
import { memberNames, Names, snake } from './python-names.ts';
import { allHelpers } from './torch-code.ts';

/** Of a layer with a module: its name. Of a use: the name of the chain, or of each copy. */
export type Member =
  | { readonly type: 'module'; readonly name: string }
  | { readonly type: 'chain'; readonly name: string }
  | { readonly type: 'copies'; readonly names: readonly string[] }
  | { readonly type: 'none' };

const known = new WeakMap<ClassPlan, readonly Member[]>();

/** By child of the class's scope. */
export function membersOf(plan: ClassPlan): readonly Member[] {
  const found = known.get(plan);
  if (found) return found;
  const names = memberNames();
  const members = plan.first.children.map((child): Member => {
    const name = snake(child.node);
    if (child.type === 'layer') {
      return child.code.module ? { type: 'module', name: names.take(name) } : { type: 'none' };
    }
    if (isChain(child)) return { type: 'chain', name: names.take(name) };
    const isOne = child.copies.length === 1 && !child.isRepeated;
    return {
      type: 'copies',
      names: child.copies.map((_, copy) => names.take(isOne ? name : `${name}_${copy}`)),
    };
  });
  known.set(plan, members);
  return members;
}

/** Copies that hand one value from each to the next, and nothing else. */
export function isChain({ copies, isRepeated }: BlockUse): boolean {
  return (
    isRepeated &&
    copies.every(({ inputs, outputs }, index) => {
      const arriving = copies[index - 1]?.outputs[0]?.ref;
      const isLinked = index === 0 || inputs[0]?.ref === arriving;
      return inputs.length === 1 && outputs.length === 1 && isLinked;
    })
  );
}

/** Functions that the lines of `forward` call. */
export function calledNames({ first }: ClassPlan): readonly string[] {
  const codes = first.children.flatMap((child) => (child.type === 'layer' ? [child.code] : []));
  return allHelpers(codes).map(({ name }) => name);
}

/** Names of the values that `forward` takes. */
export function inputNames(plan: ClassPlan): readonly string[] {
  const names = new Names(['self', 'batch', 'device'], calledNames(plan));
  return plan.first.inputs.map(({ ref }, index) => {
    const isAlike = plan.copies.every(({ inputs }) => inputs[index]?.ref === ref);
    if (plan.block === null ? !isAlike : index === 0) return names.take('x');
    const last =
      ref
        .replace(/^input:/, '')
        .split('/')
        .at(-1) ?? ref;
    return names.take(snake(last));
  });
}
