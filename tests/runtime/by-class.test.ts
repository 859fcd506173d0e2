/** Sheets with one column for each class: which label and which noise every sample is drawn from. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceProgram } from '../../src/compiler/program.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { drawByClass } from '../../src/runtime/views/by-class.ts';
import { GAP } from '../../src/runtime/views/sheet.ts';
import { graph, node, programOf, sample, wire } from '../pure/support/sample.ts';
import { open } from './support/runs.ts';

const source = (type: object, feed: object | null = null) =>
  ({ feed, outputs: [{ value: 'x.out', type }] }) as unknown as SourceProgram;
const labels = source({ type: 'label', classes: 3 });
const noise = source({ type: 'tensor', shape: [2] });
const data = source({ type: 'tensor', shape: [2] }, {});

/** Row i holds [10·i, 10·i + 1]. */
const rows = (count: number) => [
  tf.tensor2d(Array.from({ length: count }, (_, i) => [10 * i, 10 * i + 1])),
];

async function read(drawn: readonly tf.Tensor[]): Promise<unknown> {
  return drawn[0]?.array();
}

describe('a sheet with one column for each class', () => {
  beforeAll(async () => {
    await startBackend('cpu');
  });

  it('goes through the classes along each line, wherever a chunk begins', async () => {
    expect(await read(drawByClass(labels, 3, 0, 7, rows))).toEqual([0, 1, 2, 0, 1, 2, 0]);
    expect(await read(drawByClass(labels, 3, 4, 3, rows))).toEqual([1, 2, 0]);
  });

  it('has the same noise in all of a line, and other noise in the next', async () => {
    const asked: number[] = [];
    const drawn = drawByClass(noise, 3, 0, 5, (count) => {
      asked.push(count);
      return rows(count);
    });
    expect(await read(drawn)).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [10, 11],
      [10, 11],
    ]);
    expect(asked).toEqual([2]);
  });

  it('leaves data as it is', async () => {
    expect(await read(drawByClass(data, 3, 0, 3, rows))).toEqual([
      [0, 1],
      [10, 11],
      [20, 21],
    ]);
  });

  it('keeps a line whole where the images are too large to be drawn in one go', async () => {
    const [side, classes, count] = [96, 5, 20];
    const document = sample();
    document.networks.Label = graph(
      {
        label: node('input', { classes }),
        embed: node('embedding', { classes, units: side * side }),
        picture: node('reshape', { shape: [side, side, 1] }),
        out: node('output'),
      },
      'label > embed.label',
      'embed > picture > out',
    );
    Object.assign(document.objective.nodes, {
      label: node('random-label', { classes }),
      named: node('apply', { network: 'Label' }),
      noise: node('noise', { shape: [side, side, 1] }),
      sheet: node('preview', { rows: ['Noise', 'Label'], columns: count, byClass: true }),
    });
    wire(
      document.objective,
      'label.label > named.label',
      'noise > sheet.row0',
      'named.out > sheet.row1',
    );
    const trainer = await open(programOf(document));
    const [sheet] = await trainer.view('samples');
    trainer.dispose();
    if (sheet?.type !== 'preview') throw new Error('no sheet');
    const image = (column: number, line: number) =>
      Array.from({ length: side }, (_, x) => {
        const at = line * (side + GAP) * sheet.width + column * (side + GAP) + x;
        return sheet.rgba[at * 4];
      });
    for (let column = 0; column < count; column++) {
      const start = Math.floor(column / classes) * classes;
      expect(image(column, 0), `noise ${column}`).toEqual(image(start, 0));
      expect(image(column, 1), `label ${column}`).toEqual(image(column % classes, 1));
      if (start > 0) expect(image(column, 0)).not.toEqual(image(0, 0));
    }
  });
});
