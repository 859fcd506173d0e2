/** The precision of a run, from the document to what a person is told of it. */
import { describe, expect, it } from 'vitest';
import { Document } from '../../graph-schemas/document.ts';
import { writeReadme } from '../../src/codegen/write-readme.ts';
import { compile } from '../../src/compiler/compile.ts';
import { printProgram } from '../../src/compiler/print.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import { writeDocument } from '../../src/graph/write.ts';
import { inChinese } from './support/in-chinese.ts';
import { setUp } from './support/session-stage.ts';

const ring = presets.find(({ id }) => id === 'ring')?.document as Document;
const mixed: Document = { ...ring, training: { ...ring.training, precision: 'mixed' } };

describe('a document', () => {
  it('is of float32 where it does not say, and keeps what it says', () => {
    expect(compile(ring).program?.precision).toBe('float32');
    const { document } = readDocument(writeDocument(mixed));
    expect(document?.training.precision).toBe('mixed');
    expect(compile(mixed).program?.precision).toBe('mixed');
    const training = { ...ring.training, precision: 'half' };
    expect(Document.safeParse({ ...ring, training }).success).toBe(false);
  });

  it('says in its plan and in its export that it asks for mixed precision, and else nothing', () => {
    const texts = [ring, mixed].map((document) => {
      const { program } = compile(document);
      if (!program) throw new Error('ring does not compile');
      const about = { description: '', references: [], weightsStep: null };
      const readme = writeReadme(program, { networks: [] } as never, about);
      return [printProgram(program), readme].map((text) => /mixed precision/.test(text));
    });
    expect(texts).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

describe('a run in the page', () => {
  const reason =
    'The document asks for mixed precision, but mixed precision needs WebGPU, and this run is on wasm, so this run trains in float32: the results are good, at the usual speed. Train where there is such a GPU, or set the precision to float32 in the training settings.';

  it.each([
    [{ used: 'mixed', reason: null }, 'none, mixed precision', 'test'],
    [{ used: 'float32', reason }, 'none, float32 in place of mixed precision', reason],
    [{ used: 'float32', reason: null }, 'none', 'test'],
  ] as const)('tells the badge and the record of %o', async (precision, device, why) => {
    const run = setUp({ precision });
    await run.until(run.hasPhase('paused 0'));
    expect(run.of('opened')[0]).toMatchObject({ device, reason: why });
    expect(run.openings[0]?.ran.device).toBe(device);
    run.session.ask('close');
    await run.ended;
  });

  it('says so in Chinese', () => {
    expect(inChinese('llvmpipe, mixed precision')).toBe('llvmpipe，混合精度');
    expect(inChinese(reason)).toContain('WebGPU');
    expect(
      inChinese(
        reason.replace(
          'mixed precision needs WebGPU, and this run is on wasm',
          'the GPU at hand has no arithmetic in half precision (shader-f16)',
        ),
      ),
    ).toContain('shader-f16');
  });
});
