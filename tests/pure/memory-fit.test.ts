/** What does not fit is told with where, and with a batch that does. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { memoryOf } from '../../src/compiler/memory.ts';
import { misfitOf } from '../../src/compiler/memory-fit.ts';
import type { Program } from '../../src/compiler/program.ts';
import { recomputing } from '../../src/compiler/recompute-more.ts';
import { presets } from '../../src/graph/presets.ts';
import { inChinese } from './support/in-chinese.ts';

function dcgan(batch: number): Program {
  const document = presets.find(({ id }) => id === 'dcgan')?.document;
  if (!document) throw new Error('the preset is gone');
  const profile = document.profiles?.laptop?.values ?? {};
  const { program } = compile({
    ...document,
    parameters: Object.fromEntries(
      Object.entries(document.parameters).map(([name, one]) => [
        name,
        { ...one, value: profile[name] ?? one.value },
      ]),
    ),
    training: { ...document.training, batchSize: batch },
  });
  if (!program) throw new Error('dcgan does not compile');
  return program;
}

const batchIn = (sentence: string | null) =>
  Number(/A batch of (\d+) fits/.exec(sentence ?? '')?.[1]);

describe('a program above the memory of a device', () => {
  const needed = memoryOf(dcgan(64)).peak;

  it('is told the step and the largest batch that fits', () => {
    const program = dcgan(64);
    expect(misfitOf(program, { all: needed, array: null })).toBeNull();
    const limit = needed / 2;
    const sentence = misfitOf(program, { all: limit, array: null });
    expect(sentence).toMatch(/in the step "train/);
    const batch = batchIn(sentence);
    expect(inChinese(`This cannot be trained here: ${sentence}`)).toMatch(/^无法.*可用的只有/);
    expect(memoryOf(dcgan(batch)).peak).toBeLessThanOrEqual(limit);
    expect(memoryOf(dcgan(batch + 1)).peak).toBeGreaterThan(limit);
  });

  it('is told which blocks to compute again, where that makes it fit', () => {
    const document = presets.find(({ id }) => id === 'srgan')?.document;
    const { program } = compile(document as Document, {
      values: document?.profiles?.laptop?.values ?? {},
    });
    if (!program) throw new Error('srgan does not compile');
    const { peak } = memoryOf(program);
    const sentence = misfitOf(program, { all: 0.85 * peak, array: null });
    const [, names = ''] =
      /All of it fits with "Recompute" on in (.*)\.$/.exec(sentence ?? '') ?? [];
    const uses = new Set(names.split(', ').map((name) => name.slice(1, -1)));
    expect(memoryOf(recomputing(program, uses)).peak).toBeLessThanOrEqual(0.85 * peak);
    expect(inChinese(`This cannot be trained here: ${sentence}`)).toMatch(/打开“重新计算”后/);
    expect(misfitOf(program, { all: 0.05 * peak, array: null })).not.toContain('Recompute');
  });

  it('is told the layer whose output no tensor can hold', () => {
    const program = dcgan(1024);
    const [largest] = program.networks
      .flatMap(({ name, layers }) =>
        layers.map(({ id, outputShape }) => ({
          layer: `${name}/${id}`,
          bytes: 4 * outputShape.reduce((a, b) => a * b, 1),
        })),
      )
      .sort((a, b) => b.bytes - a.bytes);
    if (!largest) throw new Error('no layers');
    expect(misfitOf(program, { all: null, array: 1024 * largest.bytes })).toBeNull();
    const sentence = misfitOf(program, { all: null, array: 700.5 * largest.bytes });
    expect(sentence).toContain(`"${largest.layer}"`);
    expect(batchIn(sentence)).toBe(700);
    expect(inChinese(`This cannot be trained here: ${sentence}`)).toMatch(
      /^无法.*批大小 700 可以容纳/,
    );
  });

  it('is told where no batch helps', () => {
    const { standing } = memoryOf(dcgan(64));
    const sentence = misfitOf(dcgan(64), { all: standing, array: null });
    expect(sentence).toMatch(/Not even a batch of 1 fits/);
    const narrow = misfitOf(dcgan(64), { all: null, array: 1000 });
    expect(narrow).toMatch(/the weight ".*" of the layer ".*" takes/);
    expect(inChinese(`This cannot be trained here: ${narrow}`)).toMatch(/^无法.*更窄的层/);
  });
});
