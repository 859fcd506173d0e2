/** The gallery of presets, and what a first visit is offered. */
import type { TextTable } from '../translation.ts';

export const gallery = {
  title: 'Presets',
  lead: 'Each opens with its data bound, ready to train, in a tab of its own. Cards can also be dragged onto the canvas.',
  search: 'Search presets',
  family: 'Family',
  all: 'All',
  families: {
    first: 'First steps',
    conditional: 'Conditional',
    wasserstein: 'Wasserstein',
    twoWay: 'Two-way',
    style: 'Style',
    images: 'Image to image',
    more: 'More',
  },
  lines: {
    ring: 'Points must find eight clouds on a circle. Trains in seconds.',
    'gan-mlp': 'Two small dense networks: one draws digits, one judges them.',
    dcgan: 'Strided convolutions and batch normalization, which made pictures work.',
    cgan: 'Draws the class it is asked for, told by an embedding.',
    acgan: 'The discriminator must also name the class of what it sees.',
    wgan: 'A critic with clipped weights, whose loss says how far the samples are.',
    'wgan-gp': 'A penalty on the slope of the critic in place of clipping.',
    bigan: 'An encoder learns the way back, from images to codes.',
    stylegan: 'Noise becomes a style that sets every layer.',
    'stylegan-growing': 'The same, grown from 4×4 up, each size faded in.',
    pix2pix: 'One picture into another, learned from pairs, by a U-Net.',
    cyclegan: 'Between two kinds of pictures without a pair: there and back.',
    'cyclegan-monet': 'As notebooks teach it, for photos that turn into paintings.',
    inpaint: 'Fills in what was cut out of a picture.',
    srgan: 'Enlarges four times and invents the detail that was lost.',
  },
  trainedOn: {
    ring: 'the ring of Gaussians',
    fashion: 'Fashion-MNIST',
    mnist: 'MNIST',
    emojiPairs: 'pairs of emoji',
    emoji: 'two styles of emoji, unpaired',
    seasons: 'generated landscapes',
    textures: 'generated textures',
    twemoji: 'emoji',
  },
  picture: (name: string, data: string, steps: string) =>
    `What ${name} made after ${steps} steps on ${data}`,
  parameters: (count: string) => `${count} parameters`,
  time: (duration: string) => `≈ ${duration}`,
  timeHelp: (steps: string, backend: string) =>
    `${steps} steps of the laptop profile, as measured with ${backend}`,
  none: (query: string) => `No preset is called “${query}”. Try GAN, style, digits or a year.`,
  count: (count: number) => (count === 1 ? '1 preset' : `${count} presets`),
  empty: {
    objective: 'An empty experiment',
    objectiveText:
      'Start from a preset, drop a graph file here, or add data, noise and networks from the palette on the left. The tour builds a first GAN with you.',
    network: 'An empty network',
    block: 'An empty block',
    networkText: (keys: string) =>
      `Add layers from the palette on the left, or press ${keys} and type a name. Its inputs and outputs are its ports.`,
  },
  welcome: {
    title: 'Welcome to Ganvas',
    text: (name: string) =>
      `${name} is on the canvas with its data, ready to learn: press Train and watch samples appear here. Everything runs in this page.`,
    textEmpty:
      'Build a GAN on the canvas or start from a preset, then press Train and watch samples appear here. Everything runs in this page.',
    textBroken: (name: string) =>
      `${name} is on the canvas. The Problems panel says what it still needs; then press Train and watch samples appear here. Everything runs in this page.`,
    tour: 'Take the tour',
    tourHelp: 'three minutes',
    preset: 'Load a preset',
    empty: 'Empty canvas',
    file: 'Open a file',
    dismiss: 'Do not show this again',
  },
} as const satisfies TextTable;
