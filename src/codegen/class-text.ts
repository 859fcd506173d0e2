/** A class of the model as Python. */

import type { TorchArgument, TorchValue } from '../nodes/torch.ts';
import { fullArguments, isDefault } from './arguments.ts';
import { callNumbers } from './call-numbers.ts';
import { printForward } from './class-forward.ts';
import { membersOf } from './class-members.ts';
import { firstValues } from './first-values.ts';
import {
  argumentPlace,
  type ClassPlan,
  callPlace,
  copyPlace,
  firstValuePlace,
} from './module-classes.ts';
import type { BlockUse, LayerLeaf, Scope } from './module-tree.ts';
import { Names } from './python-names.ts';
import { call, docstring, float, literal, statement } from './python-text.ts';
import { asksFor } from './torch-code.ts';

export interface ClassNotes {
  /** First lines of the docstring. */
  readonly about: string;
}

export function printClass(
  plan: ClassPlan,
  planOf: ReadonlyMap<Scope, ClassPlan>,
  { about }: ClassNotes,
): string {
  const { name, first, parameters } = plan;
  const signature = [
    'self',
    ...parameters.map((p) => `${p.name}: ${annotation([...p.values.values()])}`),
  ];
  const members = first.children.flatMap((child, index) => memberLines(plan, planOf, child, index));
  const starts = startBlock(plan);
  const isScheduled = first.children.some(
    (child) => child.type === 'layer' && asksFor(child.code, 'iteration'),
  );
  const needsInit = members.length > 0 || isScheduled;
  return [
    `class ${name}(nn.Module):`,
    docstring(about, 1),
    '',
    ...(needsInit
      ? [
          statement(`def __init__(${signature.join(', ')}) -> None:`, 1),
          '        super().__init__()',
          ...(isScheduled ? ['        self.iteration = 0  # counted by the training loop'] : []),
          ...members,
          ...(starts.length > 0 ? ['        self.reset_parameters()'] : []),
          '',
        ]
      : []),
    ...(starts.length > 0 ? [...resetLines(starts), ''] : []),
    printForward(plan),
  ].join('\n');
}

function resetLines(starts: readonly string[]): string[] {
  return [
    '    def reset_parameters(self) -> None:',
    docstring("Sets first values as the document says; the others are PyTorch's own.", 2),
    ...starts,
  ];
}

function memberLines(
  plan: ClassPlan,
  planOf: ReadonlyMap<Scope, ClassPlan>,
  child: LayerLeaf | BlockUse,
  index: number,
): string[] {
  const member = membersOf(plan)[index];
  if (child.type === 'layer') {
    const { module } = child.code;
    if (member?.type !== 'module' || !module) return keptLines(plan, child, index);
    const args = fullArguments(module).flatMap((argument) => {
      const place = argumentPlace(index, argument.name);
      const isLeft = isDefault(argument) && !plan.parameterAt.has(place);
      return isLeft ? [] : [printArgument(argument, plan, place)];
    });
    const made = call(module.type, args);
    const value = module.wrap === undefined ? made : call(module.wrap, [made]);
    return [statement(`self.${member.name} = ${value}`, 2), ...keptLines(plan, child, index)];
  }
  const made = child.copies.map((copy, number) => {
    const inner = planOf.get(copy);
    if (!inner) throw new Error(`internal: no class was planned for a copy of ${child.block}`);
    const args = inner.parameters.map((parameter) => {
      const outer = plan.parameterAt.get(copyPlace(index, number, parameter.name));
      const value = outer ? outer.name : literal(parameter.values.get(copy) ?? null);
      return `${parameter.name}=${value}`;
    });
    return call(inner.name, args);
  });
  if (member?.type === 'chain') {
    const [first = ''] = made;
    const isSame = made.every((text) => text === first) && made.length > 1;
    const inside = isSame ? [`*(${first} for _ in range(${made.length}))`] : made;
    return [statement(`self.${member.name} = ${call('nn.Sequential', inside)}`, 2)];
  }
  if (member?.type !== 'copies') return [];
  return made.map((text, number) => statement(`self.${member.names[number]} = ${text}`, 2));
}

/** Numbers of calls and of first values that copies differ in. */
function keptLines(plan: ClassPlan, leaf: LayerLeaf, index: number): string[] {
  const places = [
    ...callNumbers(leaf.code.call).numbers.map((_, position) => callPlace(index, position)),
    ...firstValues(leaf).flatMap(({ target, arguments: args }) =>
      args.map(({ name }) => firstValuePlace(index, target, name)),
    ),
  ];
  const names = places.flatMap((place) => plan.parameterAt.get(place)?.name ?? []);
  return [...new Set(names)].map((name) => `        self._${name} = ${name}`);
}

interface StartGroup {
  readonly type: string;
  readonly members: string[];
  readonly write: (layer: string, levels: number) => string[];
}

/** A variable has one type in a function, so each type of layer has its own. */
function layerWord(type: string): string {
  return /(conv|norm|linear)/i.exec(type)?.[1]?.toLowerCase() ?? 'layer';
}

/** Types whose bias may be None, as far as a type checker knows. */
const OPTIONAL_BIAS = /Conv|^NoiseInjection$/;

/** First values, layers of one type that start alike in one loop. */
function startBlock(plan: ClassPlan): string[] {
  const groups = new Map<string, StartGroup>();
  const names = new Names();
  const variables = new Map<string, string>();
  plan.first.children.forEach((child, index) => {
    const member = membersOf(plan)[index];
    if (child.type !== 'layer' || member?.type !== 'module') return;
    const write = (layer: string, levels: number) => startLines(plan, child, index, layer, levels);
    const type = child.code.module?.type ?? '';
    const lines = write('layer', 3).join();
    if (lines === '') return;
    const key = `${type} ${lines}`;
    const group = groups.get(key) ?? { type, members: [], write };
    group.members.push(`self.${member.name}`);
    groups.set(key, group);
  });
  return [...groups.values()].flatMap(({ type, members, write }) => {
    const [only = ''] = members;
    if (members.length === 1) return write(only, 2);
    const variable = variables.get(type) ?? names.take(layerWord(type));
    variables.set(type, variable);
    return [statement(`for ${variable} in (${members.join(', ')}):`, 2), ...write(variable, 3)];
  });
}

function startLines(
  plan: ClassPlan,
  leaf: LayerLeaf,
  index: number,
  layer: string,
  levels: number,
): string[] {
  return firstValues(leaf).flatMap(({ target, initializer, arguments: args }) => {
    const values = args.map(({ name, value }) => {
      const parameter = plan.parameterAt.get(firstValuePlace(index, target, name));
      const text = typeof value === 'number' ? float(value) : literal(value);
      return `${name}=${parameter ? `self._${parameter.name}` : text}`;
    });
    const place = `${layer}.${target}`;
    const isOptional = target === 'bias' && OPTIONAL_BIAS.test(leaf.code.module?.type ?? '');
    const text = (depth: number) => statement(call(initializer, [place, ...values]), depth);
    return isOptional
      ? [statement(`if ${place} is not None:`, levels), text(levels + 1)]
      : [text(levels)];
  });
}

function printArgument(
  { name, value, isPositional }: TorchArgument,
  plan: ClassPlan,
  place: string,
): string {
  const text = plan.parameterAt.get(place)?.name ?? literal(value);
  return isPositional ? text : `${name}=${text}`;
}

/** The type of all values together. */
function annotation(values: readonly TorchValue[]): string {
  const types = new Set(values.map(typeOf));
  if (types.size === 2 && types.has('int') && types.has('float')) return 'float';
  const hasNone = types.delete('None');
  const [only = 'object'] = types;
  const type = types.size === 1 ? only : 'object';
  return hasNone ? `${type} | None` : type;
}

function typeOf(value: TorchValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return /^["']/.test(value) ? 'str' : 'object';
  return 'tuple[int, ...]';
}
