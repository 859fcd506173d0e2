/** Receptive fields against those that papers state and those counted by hand. */
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph-schemas/document.ts';
import { canvasReceptiveFields } from '../../src/compiler/canvas-layers.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/program.ts';
import { receptiveFields } from '../../src/compiler/receptive-field.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { presets } from '../../src/graph/presets.ts';
import { broken, graph, node } from './support/sample.ts';

function preset(id: string, profile: string): Program {
  const found = presets.find((one) => one.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  const { program } = compile(applyEdit(found.document, { type: 'apply-profile', name: profile }));
  if (!program) throw new Error(`${id} does not compile`);
  return program;
}

/** Of the layers of an image network that ends in one number a sample: `height×width /jump`, or `all`. */
function fieldsOf(body: Graph): Readonly<Record<string, string>> {
  const { program, problems } = compile(
    broken((document) => {
      document.networks.D = body;
      document.objective.nodes.real = node('noise', { shape: [33, 33, 2] });
      const G = document.networks.G;
      if (G) {
        G.nodes.fc = node('dense', { units: 33 * 33 * 2 });
        G.nodes.grow = node('reshape', { shape: [33, 33, 2] });
        G.edges = graph({}, 'z > fc > grow > x').edges;
      }
      document.parameters = { batch: { value: 4 } };
    }),
  );
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const network = program?.networks.find(({ name }) => name === 'D');
  if (!network) throw new Error('no network');
  return Object.fromEntries(
    [...receptiveFields(network)].map(([id, field]) => [
      id,
      field.type === 'all' ? 'all' : `${field.height}×${field.width} /${field.jump.join(' ')}`,
    ]),
  );
}

const x = node('input', { shape: [33, 33, 2] });
const ends = { flat: node('flatten'), score: node('dense', { units: 1 }), y: node('output') };
const conv = (kernel: number, stride: number, more = {}) =>
  node('conv2d', { filters: 2, kernel, stride, ...more });

describe('receptive fields of papers', () => {
  it.each(['pix2pix', 'cyclegan'])('the patches that %s judges are 70×70 in the paper', (id) => {
    const program = preset(id, 'paper');
    const network = program.networks.find(({ name }) => name.startsWith('D'));
    const fields = [
      ...receptiveFields(network ?? { name: '', inputs: [], outputs: [], layers: [] }),
    ];
    const sizes = fields.flatMap(([, field]) => (field.type === 'window' ? [field.height] : []));
    expect([...new Set(sizes)].filter((size) => size > 1)).toEqual([4, 10, 22, 46, 70]);
    expect(fields.at(-1)?.[1]).toMatchObject({ type: 'window', width: 70, jump: [8, 8] });
  });

  it("DCGAN's discriminator sees 4, 10, 22, 46, then all of its 64×64 through a window of 94", () => {
    const fields = canvasReceptiveFields(preset('dcgan', 'paper'), 'networks.D');
    expect(fields.get('first')).toMatchObject({ height: 4, width: 4, jump: [2, 2] });
    expect(fields.get('shrink')).toMatchObject({ height: 46, jump: [16, 16] });
    expect(fields.get('score')).toMatchObject({ height: 94, image: [64, 64] });
    expect(fields.get('logit')?.type).toBe('all');
    const block = canvasReceptiveFields(preset('dcgan', 'paper'), 'blocks.Down');
    expect([...block.values()].map((field) => field.type === 'window' && field.height)).toEqual([
      10, 10, 10,
    ]);
  });

  it('a generator that starts from noise sees no image', () => {
    expect(canvasReceptiveFields(preset('dcgan', 'smoke'), 'networks.G').size).toBe(0);
  });
});

describe('receptive fields counted by hand', () => {
  it('dilation, padding, pooling, blur and unequal axes', () => {
    const fields = fieldsOf(
      graph(
        {
          x,
          pad: node('pad', { top: 3, bottom: 3, left: 3, right: 3 }),
          wide: conv(3, 1, { dilation: 3 }),
          pool: node('max-pool', { size: 3, stride: 2 }),
          blur: node('blur', { taps: [1, 3, 3, 1], stride: 2 }),
          flatRow: conv(1, 1, { kernelWidth: 5, strideWidth: 2 }),
          depth: node('depthwise-conv2d', { kernel: 3, stride: 1 }),
          ...ends,
        },
        'x > pad > wide > pool > blur > flatRow > depth > flat > score > y',
      ),
    );
    expect(fields).toEqual({
      pad: '1×1 /1 1',
      wide: '7×7 /1 1',
      pool: '9×9 /2 2',
      blur: '15×15 /4 4',
      flatRow: '15×31 /4 8',
      depth: '23×47 /4 8',
      flat: 'all',
      score: 'all',
    });
  });

  it('enlargements: neighbours see as much as the largest of them', () => {
    const fields = fieldsOf(
      graph(
        {
          x,
          up: node('upsample', { factor: 2 }),
          // Four of the doubled elements lie in two or three of the image.
          four: conv(4, 1),
          smooth: node('upsample', { factor: 2, method: 'bilinear' }),
          // Five taps every two: three of the image for odd places, two for even ones.
          stamp: node('conv2d-transpose', { filters: 2, kernel: 5, stride: 2 }),
          join: node('concat', { inputs: 3 }),
          down: node('pixel-shuffle', { factor: 2, reverse: true }),
          ...ends,
        },
        'x > up > four > join.in0',
        'x > smooth > join.in1',
        'x > stamp > join.in2',
        'join > down > flat > score > y',
      ),
    );
    expect(fields).toMatchObject({
      up: '1×1 /0.5 0.5',
      four: '3×3 /0.5 0.5',
      smooth: '2×2 /0.5 0.5',
      stamp: '3×3 /0.5 0.5',
      down: '3×3 /1 1',
    });
  });

  it('attention sees everything, and so does what is added to it', () => {
    const fields = fieldsOf(
      graph(
        {
          x,
          near: conv(3, 1),
          far: node('self-attention'),
          sum: node('add'),
          ...ends,
        },
        'x > near > far > sum.in0',
        'near > sum.in1',
        'sum > flat > score > y',
      ),
    );
    expect(fields).toMatchObject({ near: '3×3 /1 1', far: 'all', sum: 'all' });
  });
});
