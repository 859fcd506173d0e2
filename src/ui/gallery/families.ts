/** The presets by family, in the order of a person's way through them; and those that a search finds. Pure. */
import { type Preset, presets } from '../../graph/presets.ts';
import type { Texts } from '../texts/english.ts';

export type FamilyId = keyof Texts['gallery']['families'];

export interface Family {
  readonly id: FamilyId;
  readonly members: readonly Preset[];
}

const MEMBERS: Readonly<Record<Exclude<FamilyId, 'more'>, readonly string[]>> = {
  first: ['ring', 'gan-mlp', 'dcgan'],
  conditional: ['cgan', 'acgan'],
  wasserstein: ['wgan', 'wgan-gp'],
  twoWay: ['bigan'],
  style: ['stylegan', 'stylegan-growing'],
  images: ['pix2pix', 'cyclegan', 'cyclegan-monet', 'inpaint', 'srgan'],
};

const listed = new Set(Object.values(MEMBERS).flat());

/** Presets of no family come last. */
export const FAMILIES: readonly Family[] = [
  ...(Object.keys(MEMBERS) as (keyof typeof MEMBERS)[]).map((id) => ({
    id,
    members: MEMBERS[id].flatMap((name) => presets.find((preset) => preset.id === name) ?? []),
  })),
  { id: 'more' as const, members: presets.filter(({ id }) => !listed.has(id)) },
].filter(({ members }) => members.length > 0);

/** What a card says in one line: our own, or the first sentence of the description. */
export function lineOf({ id, document }: Preset, lines: Texts['gallery']['lines']): string {
  if (Object.hasOwn(lines, id)) return lines[id as keyof typeof lines];
  const text = document.description ?? '';
  return (text.match(/^[^.!?。]+[.!?。]/)?.[0] ?? text).trim();
}

/** Every word is found in something that is said of the preset, in English or in the language on show. */
export function isFound(preset: Preset, query: string, said: readonly string[]): boolean {
  const { id, document } = preset;
  const about = [id, document.name, document.description ?? '', ...said];
  const papers = (document.references ?? []).map(({ title }) => title);
  const all = [...about, ...papers].join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
