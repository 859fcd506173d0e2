/** The range of a preview's rows is read off the plan. */
import { describe, expect, it } from 'vitest';
import type { Program, Step, ViewProgram } from '../../src/compiler/program.ts';
import { rangeOf } from '../../src/compiler/value-range.ts';

const layer = (id: string, kind: string, ...inputs: string[]) => ({ id, kind, inputs });

const program = {
  networks: [
    {
      name: 'G',
      outputs: [
        { name: 'out', layer: 'shape' },
        { name: 'raw', layer: 'conv' },
      ],
      layers: [
        layer('conv', 'conv2d', 'input:z'),
        layer('squash', 'sigmoid', 'conv'),
        layer('shape', 'reshape', 'squash'),
      ],
    },
  ],
  sources: [{ feed: null }, { feed: { transform: { type: 'image', range: 'symmetric' } } }],
} as unknown as Program;

const view = {
  steps: [
    { type: 'draw', source: 1, outputs: ['data.image'] },
    { type: 'apply', network: 'G', inputs: ['z'], outputs: ['g.out', 'g.raw'] },
    { type: 'stop', input: 'g.out', output: 'stopped.out' },
    { type: 'operate', kind: 'tanh', inputs: ['stopped.out'], outputs: ['bent.out'] },
  ] as unknown as Step[],
} as unknown as ViewProgram;

describe('the range of an image', () => {
  it('is that of the activation it comes from, through whatever keeps it', () => {
    expect(rangeOf(program, view, 'g.out')).toBe('unit');
    expect(rangeOf(program, view, 'stopped.out')).toBe('unit');
    expect(rangeOf(program, view, 'bent.out')).toBe('symmetric');
  });

  it('is that of the data where it is drawn, or where nothing else tells', () => {
    expect(rangeOf(program, view, 'data.image')).toBe('symmetric');
    expect(rangeOf(program, view, 'g.raw')).toBe('symmetric');
    expect(rangeOf({ ...program, sources: [] }, view, 'g.raw')).toBe('symmetric');
  });
});
