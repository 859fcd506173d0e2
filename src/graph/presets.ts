/** The experiments that ship with Ganvas. `tests/pure/presets.test.ts` reads each of them as a stranger's file. */
import type { Document } from '../../graph-schemas/document.ts';

export interface Preset {
  readonly id: string;
  readonly document: Document;
}

const files = import.meta.glob<Document>('../../presets/*.json', {
  eager: true,
  import: 'default',
});

/** From the simplest to the largest; ones that are not named here come last. */
const ORDER = [
  'ring',
  'gan-mlp',
  'dcgan',
  'cgan',
  'acgan',
  'wgan',
  'wgan-gp',
  'bigan',
  'pix2pix',
  'cyclegan',
  'cyclegan-monet',
  'inpaint',
  'srgan',
  'stylegan',
  'stylegan-growing',
];

export const presets: readonly Preset[] = Object.entries(files)
  .map(([path, document]) => ({ id: path.replace(/^.*\/|\.json$/g, ''), document }))
  .sort((a, b) => rank(a.id) - rank(b.id) || a.id.localeCompare(b.id));

function rank(id: string): number {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}
