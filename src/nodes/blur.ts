/** A fixed low-pass filter over every channel of an image. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { numerics } from './fields/numerics.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import { placeConv, sightOfConv } from './shared/padding.ts';
import { windows } from './shared/resampling.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  taps: numerics([1, 2, 1], {
    label: 'Taps',
    help: 'The filter along one axis, divided by its sum; the image is filtered along both.',
    min: -1e6,
    max: 1e6,
    minLength: 1,
    maxLength: 16,
  }),
  stride: numeric(1, {
    label: 'Stride',
    help: 'Above 1 it also shrinks the image.',
    min: 1,
    max: 64,
    integer: true,
    unit: 'elements',
  }),
});

type Params = Resolved<z.infer<typeof params>>;

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'blur',
  title: 'Blur',
  group: 'Shape',
  aliases: ['FIR', 'low-pass', 'blur2d', 'binomial filter', 'anti-alias', 'smooth', 'upfirdn'],
  summary:
    'Filters every channel with fixed weights, zeros around the image. StyleGAN blurs after it enlarges and before it shrinks, so that no checkerboard arises.',
  equation: 'y_{ijk} = \\sum_{u,v} f_u\\, f_v\\; x_{si+u-p,\\;sj+v-p,\\;k}, \\quad \\sum_u f_u = 1',
  paper: {
    title: 'A Style-Based Generator Architecture for Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1812.04948',
    year: 2018,
  },
  params,
  badge: ({ taps, stride }) => `${taps.join(' ')}${stride > 1 ? ` ↓${stride}` : ''}`,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: ({ taps, stride }, inputs) => {
    const image = imageOf('blur', at(inputs));
    if (isFault(image)) return image;
    const total = taps.reduce((sum, tap) => sum + tap, 0);
    if (total === 0) {
      return {
        fault: `blur expects taps whose sum is not 0, got ${taps.join(', ')}`,
        field: 'taps',
      };
    }
    return [Math.ceil(image[0] / stride), Math.ceil(image[1] / stride), image[2]];
  },
  multiplyAdds: ({ taps }, _, output) => taps.length ** 2 * sizeOf(output),
  sees: (params, inputs) => sightOfConv(at(inputs), geometryOf(params)),
  forward: ({ ops }, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const { padding, height, width } = place([x.shape[1], x.shape[2]], params);
    const weights = normalized(params.taps);
    const tapsOf = (length: number, count: number, before: number) =>
      windows(length, { count, stride: params.stride, before, weights });
    const rows = tapsOf(x.shape[1], height, padding[0]);
    return ops.resample(x, rows, tapsOf(x.shape[2], width, padding[2]));
  },
  torch: ({ inputShapes }, params) => {
    const [height = 1, width = 1] = at(inputShapes);
    const [top, bottom, left, right] = place([height, width], params).padding;
    return {
      module: {
        type: 'Blur',
        arguments: [
          { name: 'taps', value: params.taps, isPositional: true },
          { name: 'padding', value: [left, right, top, bottom] },
          ...(params.stride === 1 ? [] : [{ name: 'stride', value: params.stride }]),
        ],
      },
      call: '{module}({0})',
      helpers: [helper],
    };
  },
};

function normalized(taps: readonly number[]): number[] {
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  return taps.map((tap) => tap / total);
}

/** As TensorFlow's `same`: an odd element goes to the end. */
function geometryOf({ taps, stride }: Params) {
  return { kernel: taps.length, stride, padding: { type: 'same' } } as const;
}

function place(size: readonly [number, number], params: Params) {
  const placement = placeConv(size, geometryOf(params));
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement;
}

const helper: TorchHelper = {
  name: 'Blur',
  imports: ['from typing import Tuple'],
  code: `class Blur(nn.Module):
    """Filters every channel with the outer product of taps, their sum made 1.

    padding: left, right, top, bottom.
    """

    kernel: torch.Tensor

    def __init__(
        self,
        taps: Tuple[float, ...],
        padding: Tuple[int, int, int, int],
        stride: int = 1,
    ) -> None:
        super().__init__()
        self.padding = padding
        self.stride = stride
        kernel = torch.tensor(taps, dtype=torch.float32)
        kernel = kernel / kernel.sum()
        kernel = kernel[:, None] * kernel[None, :]
        self.register_buffer("kernel", kernel[None, None], persistent=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        channels = x.shape[1]
        kernel = self.kernel.to(x.dtype).expand(channels, 1, -1, -1)
        padded = F.pad(x, self.padding)
        return F.conv2d(padded, kernel, stride=self.stride, groups=channels)
`,
};
