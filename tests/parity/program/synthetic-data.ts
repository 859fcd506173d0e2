/** Small data for any dataset node: smooth pictures of its size, in the arrangement that it asks for. */
import type { Program } from '../../../src/compiler/program.ts';
import type { Dataset } from '../../../src/data/dataset.ts';
import { generate } from '../../../src/data/generate.ts';
import type { Feed } from '../../../src/nodes/specs.ts';

const COUNT = 24;

export function syntheticData(program: Program): Record<string, Dataset> {
  return Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => (feed ? [[node, datasetFor(feed)]] : [])),
  );
}

function datasetFor({ builtin, select, transform, withLabels, classes }: Feed): Dataset {
  if (transform.type === 'points') return generate(builtin, 1);
  const { height, width, channels } = transform;
  const base = {
    type: 'images',
    name: 'synthetic',
    count: COUNT,
    height,
    width,
    channels,
  } as const;
  const pixels = pictures(height, width, channels, 0);
  const labels = Uint8Array.from({ length: COUNT }, (_, item) => item % classes);
  const half = COUNT / 2;
  return {
    ...base,
    pixels,
    ...(withLabels ? { labels } : {}),
    ...(select === 'a' || select === 'b'
      ? {
          arrangement: {
            type: 'domains',
            a: { start: 0, end: half },
            b: { start: half, end: COUNT },
          } as const,
        }
      : {}),
    ...(select === 'pairs'
      ? { arrangement: { type: 'pairs', second: pictures(height, width, channels, 1) } as const }
      : {}),
  };
}

function pictures(height: number, width: number, channels: number, kind: number): Uint8Array {
  const pixels = new Uint8Array(COUNT * height * width * channels);
  let at = 0;
  for (let item = 0; item < COUNT; item++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          const wave = Math.sin((x * (1 + item) + kind) / 3 + c) * Math.cos(y / 2 - item * 0.7);
          pixels[at++] = 128 + 110 * wave;
        }
      }
    }
  }
  return pixels;
}
