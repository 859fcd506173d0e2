/** Data of dataset nodes: what it is, where it comes from, how dropped files are read. */
import type { TextTable } from '../translation.ts';

export const data = {
  none: 'No data',
  noneYet:
    'The objective has no dataset node. Add one from the palette to train on images or points.',
  of: (title: string) => `Data of ${title}`,
  builtin: 'Built-in data',
  chooseFiles: 'Choose files …',
  chooseFolder: 'Choose a folder …',
  back: 'Back to built-in',
  dismiss: 'Dismiss',
  notTaken: 'The data was not taken',
  cancel: 'Cancel',
  dropHere:
    'Drop here: images (PNG, JPEG, WebP), a folder, zip or tar of them, with a folder for each class, or trainA and trainB; IDX files (MNIST, .gz too); CIFAR-10 or CIFAR-100; a sprite with its labels. They are read and kept in this browser and go nowhere else.',
  needsAttention: 'has settings that need attention',
  wantsPoints: (dimensions: number) => `takes points of ${dimensions} dimensions`,
  wantsLabels: (classes: number) => `, with labels of ${classes} classes`,
  wants: {
    all: (size: string) => `takes images as ${size}`,
    a: (size: string) => `takes images of domain A as ${size}`,
    b: (size: string) => `takes images of domain B as ${size}`,
    pairs: (size: string) => `takes pairs of images as ${size}`,
    resolutions: (size: string, factor: number) =>
      `takes images, and the same ${factor} times smaller, as ${size}`,
  },
  builtIn: (name: string) => `Built in: ${name}, generated here.`,
  noBuiltin: 'none',
  from: (name: string, files: string) => `${name}, from ${files}`,
  andMore: (files: string, more: number) => `${files} and ${more} more`,
  otherData: 'The open run was started on other data.',
  otherDataStop: 'The open run was started on other data; stop it to train on this.',
  trainOnThis: 'Train on this data',
  noPreview: (reason: string) => `The preview could not be made: ${reason}`,
  untilThen: 'Until then its built-in data is used.',
  pairs: 'Pairs',
  samples: 'Samples',
  size: 'Size',
  imageSize: (height: number, width: number, isGray: boolean) =>
    `${height} × ${width}, ${isGray ? 'gray' : 'color'}`,
  numbers: (count: number) => `${count} numbers`,
  left: 'left',
  right: 'right',
  imagesOf: (count: number, name: string) => `${count} images of ${name}`,
  pointsOf: (name: string) => `Points of ${name}`,
  heldBack: (count: number, shown: string) =>
    `${shown} ${count === 1 ? 'image' : 'images'} of test and validation sets held back.`,
  leftOut: (count: number, shown: string) =>
    `${shown} ${count === 1 ? 'file was' : 'files were'} left out`,
  more: (count: string) => `and ${count} more`,
  reading: {
    auto: 'Pairs: by their look',
    split: 'Pairs: left A, right B',
    whole: 'No pairs',
    pairs: 'Pairs side by side',
    background: 'Background of transparent images',
  },
  classes: (count: string) => `${count} classes`,
} as const satisfies TextTable;
