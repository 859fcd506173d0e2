/** Where pixels are missing, for inpainting. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { DrawContext, SourceDefinition } from './define.ts';
import { choice } from './fields/choice.ts';
import { fresh, ownBatchSize } from './fields/fresh.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { box, center, strokes } from './shared/mask-shapes.ts';
import { BOX_MASK, CENTER_MASK, STROKES_MASK } from './torch/mask.ts';
import type { TorchHelper } from './torch.ts';

const side = (label: string) =>
  numeric(64, { label, min: 1, max: 4096, integer: true, unit: 'pixels' });
const share = (initial: number, label: string, help: string) =>
  numeric(initial, { label, help, min: 0, max: 1, step: 0.05 });

const params = z.strictObject({
  height: side('Height'),
  width: side('Width'),
  shape: choice('center', {
    label: 'Shape',
    choices: [
      { value: 'center', label: 'Center', help: 'The same rectangle in the middle of all.' },
      { value: 'box', label: 'Random box', help: 'A rectangle anywhere.' },
      { value: 'strokes', label: 'Free strokes', help: 'Brush strokes anywhere.' },
    ],
  }),
  size: share(
    0.5,
    'Size',
    "The rectangle's sides (the largest ones, where they are random) as a share of the image's; the longest stroke as one of the shorter side.",
  ),
  smallest: share(0.25, 'Smallest', 'Of a random box: the smallest share of height and width.'),
  strokes: numeric(6, {
    label: 'Strokes',
    help: 'How many free strokes there are in each image.',
    min: 1,
    max: 64,
    integer: true,
  }),
  thickness: share(
    0.12,
    'Thickness',
    'Of the thickest stroke, as a share of the shorter side; the thinnest has half of it.',
  ),
  fresh: fresh(),
  batchSize: ownBatchSize(),
});

type Params = Resolved<z.infer<typeof params>>;

const WITH_KEPT: TorchHelper = {
  name: 'with_kept',
  code: `def with_kept(mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The mask of missing pixels, and that of the others."""
    return mask, 1 - mask`,
};

export const definition: SourceDefinition<z.infer<typeof params>> = {
  family: 'source',
  kind: 'mask',
  title: 'Mask',
  group: 'Source',
  aliases: ['hole', 'inpainting', 'missing', 'free-form', 'context encoder', 'erase'],
  summary:
    'An image of one channel that is 1 where pixels are missing and 0 where they are known. Multiply a picture by what it keeps, and a generator has something to fill in.',
  params,
  about: ({ shape }) =>
    shape === 'strokes'
      ? {
          paper: {
            title: 'Free-Form Image Inpainting with Gated Convolution',
            url: 'https://arxiv.org/abs/1806.03589',
            year: 2018,
          },
        }
      : {},
  paper: {
    title: 'Context Encoders: Feature Learning by Inpainting',
    url: 'https://arxiv.org/abs/1604.07379',
    year: 2016,
  },
  badge: ({ height, width, shape }) => `${shape} · ${height}×${width}`,
  ports: () => ({
    inputs: [],
    outputs: [
      { name: 'mask', gives: 'image', help: '1 where pixels are missing.' },
      { name: 'keep', gives: 'image', help: '1 where pixels are known: one minus the mask.' },
    ],
  }),
  outputs: ({ height, width, shape, size, smallest }) => {
    if (shape === 'box' && smallest > size) {
      return {
        fault: `mask expects the smallest box to be no larger than its size, got ${smallest} and ${size}`,
        field: 'smallest',
      };
    }
    const type = { type: 'tensor', shape: [height, width, 1] } as const;
    return [type, type];
  },
  fresh: ({ fresh }) => fresh,
  batchSize: ({ batchSize }) => batchSize,
  draw: (context, params) => {
    const mask = drawMask(context, params);
    return [mask, context.tf.sub(1, mask)];
  },
  torch: (_, params) => {
    const { call, helper } = torchMask(params);
    return { call: `with_kept(${call})`, helpers: [WITH_KEPT, helper] };
  },
};

function drawMask(context: DrawContext, params: Params): tfjs.Tensor {
  const { height, width, shape, size, smallest, thickness } = params;
  const area = { batch: context.batchSize, height, width };
  switch (shape) {
    case 'center':
      return center(context, area, size);
    case 'box':
      return box(context, area, smallest, size);
    case 'strokes':
      return strokes(context, area, params.strokes, size, thickness);
  }
}

function torchMask(params: Params): { readonly call: string; readonly helper: TorchHelper } {
  const { height, width, shape, size, smallest, strokes, thickness } = params;
  const area = `{batch}, ${height}, ${width}`;
  switch (shape) {
    case 'center':
      return { call: `center_mask(${area}, ${size}, {device})`, helper: CENTER_MASK };
    case 'box':
      return { call: `box_mask(${area}, ${smallest}, ${size}, {device})`, helper: BOX_MASK };
    case 'strokes': {
      const call = `strokes_mask(${area}, ${strokes}, ${size}, ${thickness}, {device})`;
      return { call, helper: STROKES_MASK };
    }
  }
}
