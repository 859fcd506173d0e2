/** The presets by family, in the order of a person's way through them, each with a line for its card. */
import { type Preset, presets } from '../../graph/presets.ts';

export interface Family {
  readonly title: string;
  readonly members: readonly { readonly preset: Preset; readonly line: string }[];
}

const LINES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'First steps': {
    ring: 'Points must find eight clouds on a circle. Trains in seconds.',
    'gan-mlp': 'Two small dense networks: one draws digits, one judges them.',
    dcgan: 'Strided convolutions and batch normalization, which made pictures work.',
  },
  Conditional: {
    cgan: 'Draws the class it is asked for, told by an embedding.',
    acgan: 'The discriminator must also name the class of what it sees.',
  },
  Wasserstein: {
    wgan: 'A critic with clipped weights, whose loss says how far the samples are.',
    'wgan-gp': 'A penalty on the slope of the critic in place of clipping.',
  },
  'Two-way': {
    bigan: 'An encoder learns the way back, from images to codes.',
  },
  Style: {
    stylegan: 'Noise becomes a style that sets every layer.',
    'stylegan-growing': 'The same, grown from 4×4 up, each size faded in.',
  },
  'Image to image': {
    pix2pix: 'One picture into another, learned from pairs, by a U-Net.',
    cyclegan: 'Between two kinds of pictures without a pair: there and back.',
    'cyclegan-monet': 'As notebooks teach it, for photos that turn into paintings.',
    inpaint: 'Fills in what was cut out of a picture.',
    srgan: 'Enlarges four times and invents the detail that was lost.',
  },
};

/** Presets without a line here come last, with the first sentence of their description. */
export function families(): readonly Family[] {
  const known = Object.entries(LINES).map(([title, lines]) => ({
    title,
    members: Object.entries(lines).flatMap(([id, line]) => {
      const preset = presets.find((candidate) => candidate.id === id);
      return preset ? [{ preset, line }] : [];
    }),
  }));
  const listed = new Set(Object.values(LINES).flatMap((lines) => Object.keys(lines)));
  const others = presets
    .filter(({ id }) => !listed.has(id))
    .map((preset) => ({ preset, line: firstSentence(preset.document.description ?? '') }));
  return [...known, { title: 'More', members: others }].filter(({ members }) => members.length > 0);
}

const firstSentence = (text: string) => (text.match(/^[^.!?]+[.!?]/)?.[0] ?? text).trim();
