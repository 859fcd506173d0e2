/**
 * Entries that put a kind on the canvas with one option set: "Convolution with spectral normalization",
 * "Adversarial loss: Wasserstein". They stand in no group and are found by the names of the option.
 */
import type { Definition, Paper } from '../../nodes/define.ts';
import { type Field, fieldsOf } from '../../nodes/fields/describe.ts';
import type { Choice } from '../../nodes/fields/meta.ts';
import { phrase } from '../texts/kind-texts.ts';
import { textsNow } from '../texts/texts.ts';
import type { PaletteEntry } from './entries.ts';

/** Settings of how a node is used rather than what it is. */
const LEFT_OUT = new Set(['fresh', 'side', 'select', 'labels', 'average', 'builtin']);

/** What experts call options that their labels do not name. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  spectralNorm: ['SN', 'SNGAN', 'spectral_norm', 'Miyato', 'Lipschitz'],
  equalizedLr: ['equalized learning rate', 'ProGAN', 'EqualConv2d', 'EqualLinear', 'Karras'],
  wasserstein: ['WGAN', "earth mover's distance", 'EMD', 'Kantorovich'],
  'least-squares': ['LSGAN'],
  hinge: ['geometric GAN', 'BigGAN', 'SAGAN'],
  minimax: ['saturating', 'vanilla GAN', 'BCE'],
  'non-saturating': ['NSGAN', 'vanilla GAN', 'BCE'],
  relativistic: ['RGAN', 'RSGAN'],
  'relativistic-average': ['RaGAN', 'RaSGAN', 'ESRGAN'],
  reflect: ['ReflectionPad2d', 'mirror'],
  replicate: ['ReplicationPad2d', 'edge'],
  'frechet-distance': ['FID', 'Fréchet inception distance'],
  'kernel-distance': ['KID', 'MMD', 'kernel inception distance'],
  'precision-recall': ['improved precision and recall'],
  'cycle-error': ['cycle consistency', 'CycleGAN'],
  'pairwise-distance': ['diversity', 'mode collapse', 'pairwise distance'],
  uniform: ['U(a, b)'],
  adamw: ['decoupled weight decay', 'Loshchilov'],
};

export function optionEntries(entry: PaletteEntry, definition: Definition): PaletteEntry[] {
  return fieldsOf(definition.params)
    .filter(({ name }) => !LEFT_OUT.has(name))
    .flatMap((field) => entriesOf(entry, definition, field));
}

function entriesOf(entry: PaletteEntry, definition: Definition, field: Field): PaletteEntry[] {
  const { meta, name } = field;
  if (meta.type === 'toggle') {
    if (field.initial !== false) return [];
    const title = textsNow().palette.withOption(entry.title, phrase(meta.label));
    return [withOption(entry, definition, title, meta.label, name, { [name]: true })];
  }
  const isChosen = meta.type === 'choice' || isKindChoice(definition, name);
  if (!isChosen || !('choices' in meta)) return [];
  return meta.choices.map((choice: Choice) => {
    const title = textsNow().palette.withChoice(entry.title, phrase(choice.label));
    const value = meta.type === 'choice' ? choice.value : { type: choice.value };
    return withOption(entry, definition, title, choice.label, choice.value, { [name]: value });
  });
}

/** Of tagged unions only those that make the node another thing. */
function isKindChoice({ kind }: Definition, field: string): boolean {
  return (
    (kind === 'optimizer-step' && field === 'optimizer') ||
    (kind === 'noise' && field === 'distribution')
  );
}

function withOption(
  entry: PaletteEntry,
  definition: Definition,
  title: string,
  label: string,
  name: string,
  params: Readonly<Record<string, unknown>>,
): PaletteEntry {
  const paper = paperFor(definition, params);
  return {
    ...entry,
    id: `${entry.id}?${Object.keys(params)[0]}=${name}`,
    title,
    option: phrase(label),
    aliases: [...new Set([phrase(label), label, ...(OTHER_NAMES[name] ?? [])])],
    params: { ...entry.params, ...params },
    ...(paper ? { paper } : {}),
  };
}

function paperFor(
  definition: Definition,
  params: Readonly<Record<string, unknown>>,
): Paper | undefined {
  const read = definition.params.safeParse(params);
  return read.success ? definition.about?.(read.data as never).paper : undefined;
}
