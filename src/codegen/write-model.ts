/** `model.py`: the helpers that layers need, a class for each block, a class for each network. */
import type { NetworkProgram, Program } from '../compiler/program.ts';
import type { TorchWeight } from '../nodes/torch.ts';
import { membersOf } from './class-members.ts';
import { printClass } from './class-text.ts';
import { commonTitle, equalNetworks } from './equal-networks.ts';
import { type ClassPlan, planClasses } from './module-classes.ts';
import { type LayerLeaf, moduleTree, type Scope } from './module-tree.ts';
import { objectiveCodes } from './objective-names.ts';
import { ClassNames, Names, pascal, snake } from './python-names.ts';
import { docstring, imports, topLevel } from './python-text.ts';
import { penalizedNetworks, RECOMPUTED_CHAIN } from './recompute-helper.ts';
import { allHelpers, torchShape } from './torch-code.ts';

/** What a person calls the parts of the document, where the program itself knows names only. */
export interface Titles {
  /** Label or title of a network, by its name. */
  readonly networks: Readonly<Record<string, string>>;
}

/** Where a weight of ours lies in a network's state dict. */
export interface StateKey {
  /** `layer/weight` */
  readonly weight: string;
  readonly key: string;
  readonly place: TorchWeight;
  readonly isTrainable: boolean;
}

export interface NetworkModel {
  readonly network: NetworkProgram;
  readonly className: string;
  /** What an object of the class is called: `generator`. */
  readonly variable: string;
  readonly keys: readonly StateKey[];
}

export interface Model {
  readonly text: string;
  readonly networks: readonly NetworkModel[];
  /** Names of helpers that the file defines. */
  readonly helpers: readonly string[];
}

export function writeModel(program: Program, titles: Titles): Model {
  const penalized = penalizedNetworks(program);
  const groups = equalNetworks(program.networks);
  const scopes = program.networks.map((network) => {
    const alike = groups.find((group) => group.includes(network)) ?? [network];
    const isPenalized = alike.some(({ name }) => penalized.has(name));
    return { network, scope: moduleTree(network, !isPenalized) };
  });
  const leaves = scopes.flatMap(({ scope }) => leavesOf(scope));
  const isRecomputed = scopes.some(({ scope }) => recomputes(scope));
  const helpers = allHelpers([
    ...leaves.map(({ code }) => code),
    ...(isRecomputed ? [{ call: '', helpers: [RECOMPUTED_CHAIN] }] : []),
  ]);
  const classNames = new ClassNames(
    [...helpers, ...allHelpers(objectiveCodes(program))].map(({ name }) => name),
  );
  const variables = new Names(['data', 'model', 'support', 'step', 'args', 'device', 'batch']);
  const titleOf = ({ name }: NetworkProgram) => titles.networks[name] ?? name;
  const wordsOf = (network: NetworkProgram) => {
    const title = titleOf(network);
    const alike = program.networks.filter((other) => pascal(titleOf(other)) === pascal(title));
    return alike.length === 1 && title.length <= 40 ? title : network.name;
  };
  const classOf = new Map(
    groups.flatMap((group) => {
      const name = classNames.take(pascal(commonTitle(group.map(wordsOf), group)), 'Network');
      return group.map((network) => [network, name] as const);
    }),
  );
  const named = scopes.map(({ network, scope }) => ({
    network,
    scope,
    name: classOf.get(network) ?? '',
    variable: variables.take(snake(wordsOf(network))),
  }));
  const { plans, planOf } = planClasses(named, (block) => classNames.take(pascal(block), 'Block'));
  const classes = plans.map((plan) => {
    const networks = named.filter(({ scope }) => plan.copies.includes(scope));
    const names = networks.map(({ network }) => network.name);
    return printClass(plan, planOf, { about: aboutClass(plan, names) });
  });
  const lines = [
    'from __future__ import annotations',
    'import torch',
    'from torch import Tensor, nn',
    'import torch.nn.functional as F',
    ...helpers.flatMap((helper) => helper.imports ?? []),
  ];
  const body = [...helpers.map(({ code }) => code), ...classes];
  const used = lines.filter((line) => isUsed(line, body.join('\n')));
  const head = docstring(
    `The networks of ${program.name || 'the document'}.\n\nImages are [N, channels, height, width]. Names of submodules are those of the document's nodes.`,
    0,
  );
  return {
    text: topLevel([`${head}\n\n${imports(used, [])}`, ...body]),
    networks: named.map(({ network, scope, name, variable }) => ({
      network,
      className: name,
      variable,
      keys: keysOf(scope, '', planOf),
    })),
    helpers: helpers.map(({ name }) => name),
  };
}

/** Whether the name that an import brings stands in the code. */
export function isUsed(line: string, code: string): boolean {
  if (line.startsWith('from __future__')) return true;
  const names = line
    .replace(/^from \S+ import |^import /, '')
    .split(',')
    .map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    );
  return names.some((name) =>
    new RegExp(`(?<![\\w."'])${name.replaceAll('.', '\\.')}(?![\\w])`).test(code),
  );
}

function aboutClass({ block, copies, first }: ClassPlan, networks: readonly string[]): string {
  if (block !== null) {
    const used = copies.length === 1 ? 'used once' : `used ${copies.length} times`;
    return `The block "${block}" of the document, ${used}.`;
  }
  const ports = (list: readonly { readonly shape: readonly number[] }[]) =>
    list.map(({ shape }) => torchShape(shape)).join(', ') || 'nothing';
  const names = networks.map((name) => `"${name}"`).join(' and ');
  return `The network${networks.length > 1 ? 's' : ''} ${names}: ${ports(first.inputs)} → ${ports(first.outputs)}.`;
}

function recomputes({ children }: Scope): boolean {
  return children.some(
    (child) => child.type === 'use' && (child.isRecomputed || child.copies.some(recomputes)),
  );
}

export function leavesOf({ children }: Scope): readonly LayerLeaf[] {
  return children.flatMap((child) =>
    child.type === 'layer' ? [child] : child.copies.flatMap(leavesOf),
  );
}

function keysOf(scope: Scope, path: string, planOf: ReadonlyMap<Scope, ClassPlan>): StateKey[] {
  const plan = planOf.get(scope);
  const members = plan ? membersOf(plan) : [];
  return scope.children.flatMap((child, index): StateKey[] => {
    const member = members[index];
    if (child.type === 'layer') {
      const { layer, code } = child;
      return layer.weights.map(({ name, isTrainable }) => {
        const place = code.weights?.[name];
        if (!place || member?.type !== 'module')
          throw new Error(`internal: ${layer.kind} does not say where its ${name} lies in PyTorch`);
        const key = `${path}${member.name}.${place.name}`;
        return { weight: `${layer.id}/${name}`, key, place, isTrainable };
      });
    }
    return child.copies.flatMap((copy, number) => {
      const name =
        member?.type === 'chain'
          ? `${member.name}.${number}`
          : member?.type === 'copies'
            ? (member.names[number] ?? '')
            : '';
      return keysOf(copy, `${path}${name}.`, planOf);
    });
  });
}
