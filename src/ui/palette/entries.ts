/** What can be put on a canvas: the kinds that may stand there, one entry for each network and block of the document. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { Definition, Group, Paper } from '../../nodes/define.ts';
import { kindSummary, kindTitle } from '../texts/kind-texts.ts';
import { textsNow } from '../texts/texts.ts';
import { optionEntries } from './options.ts';

export interface PaletteEntry {
  /** Unique in a palette: the kind, or kind and what it uses. */
  readonly id: string;
  readonly kind: string;
  /** In the language on show, as `summary` is. */
  readonly title: string;
  readonly group: Group;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The network or block that it uses: the node is called after it. */
  readonly name?: string;
  /** The label of the option that it sets, on entries that are found by that. */
  readonly option?: string;
  /** Instead of the kind's own. */
  readonly paper?: Paper;
  /** A network or block of this name is made with the node. */
  readonly makes?: 'network' | 'block';
}

/** Groups in the order of a person's work: on the objective from data to views, inside a network from layers to the rest. */
const ON_OBJECTIVE: readonly Group[] = [
  'Source',
  'Use',
  'Loss',
  'Step',
  'View',
  'Combine',
  'Shape',
  'Regularization',
  'Activation',
  'Normalization',
  'Dense and convolution',
  'Structure',
];
const IN_NETWORK: readonly Group[] = [
  'Structure',
  'Dense and convolution',
  'Activation',
  'Normalization',
  'Shape',
  'Combine',
  'Regularization',
  'Source',
  'Use',
  'Loss',
  'Step',
  'View',
];

export function paletteEntries(document: Document, graph: GraphId): readonly PaletteEntry[] {
  const entries = [...catalog.values()]
    .filter((definition) => standsOn(definition, graph))
    .flatMap((definition) => entriesOf(definition, document, graph));
  const groups = graph === 'objective' ? ON_OBJECTIVE : IN_NETWORK;
  return groups.flatMap((group) => entries.filter((entry) => entry.group === group));
}

/** What a search looks through: each entry, followed by the same with one option set. */
export function searchableEntries(document: Document, graph: GraphId): readonly PaletteEntry[] {
  return paletteEntries(document, graph).flatMap((entry) => {
    const definition = catalog.get(entry.kind);
    return definition ? [entry, ...optionEntries(entry, definition)] : [entry];
  });
}

function standsOn(definition: Definition, graph: GraphId): boolean {
  const { family } = definition;
  if (family === 'structure') return (definition.role === 'apply') === (graph === 'objective');
  if (graph !== 'objective') return family === 'layer';
  return family !== 'layer' || definition.isAllowedInObjective === true;
}

function entriesOf(definition: Definition, document: Document, graph: GraphId): PaletteEntry[] {
  const { kind, group, aliases } = definition;
  const [title, summary] = [kindTitle(kind), kindSummary(kind)];
  const plain: PaletteEntry = { id: kind, kind, title, group, aliases, summary, params: {} };
  const role = definition.family === 'structure' ? definition.role : null;
  if (role === 'apply') {
    return [
      ...uses(plain, 'network', Object.keys(document.networks)),
      fresh(plain, 'network', document.networks),
    ];
  }
  if (role === 'block') {
    const others = Object.keys(document.blocks ?? {}).filter((name) => graph !== `blocks.${name}`);
    return [...uses(plain, 'block', others), fresh(plain, 'block', document.blocks ?? {})];
  }
  return [plain];
}

function uses(
  plain: PaletteEntry,
  field: 'network' | 'block',
  names: readonly string[],
): PaletteEntry[] {
  return names.map((name) => ({
    ...plain,
    id: `${plain.kind}:${name}`,
    title: textsNow().palette.use[field](name),
    name,
    params: { [field]: name },
  }));
}

function fresh(
  plain: PaletteEntry,
  makes: 'network' | 'block',
  taken: Readonly<Record<string, unknown>>,
): PaletteEntry {
  const name = freeName(makes === 'network' ? 'Net' : 'Block', taken, '');
  return {
    ...plain,
    id: `${plain.kind}+`,
    title: textsNow().palette.new[makes],
    name,
    params: { [makes]: name },
    makes,
  };
}

/** `base`, or `base` with the first number that makes it new. */
export function freeName(
  base: string,
  taken: Readonly<Record<string, unknown>>,
  separator = '-',
): string {
  if (!Object.hasOwn(taken, base)) return base;
  let number = 2;
  while (Object.hasOwn(taken, `${base}${separator}${number}`)) number += 1;
  return `${base}${separator}${number}`;
}
