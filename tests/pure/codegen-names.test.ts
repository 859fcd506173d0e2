/** Names in exported programs: whatever a document calls its networks and nodes, no name hides another that is read. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { exportPytorch, titlesOf } from '../../src/codegen/export-pytorch.ts';
import { ClassNames, Names } from '../../src/codegen/python-names.ts';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';

function filesOf(document: Document): readonly (readonly [string, string])[] {
  const { program, problems } = compile(document, {
    values: { ...document.profiles?.smoke?.values },
  });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  const about = { description: '', references: [], weightsStep: null };
  const { files } = exportPytorch(program, { titles: titlesOf(document), about });
  return files.map(({ path, text }) => [path, text] as const);
}

function presetOf(id: string): Document {
  const preset = presets.find((one) => one.id === id);
  if (!preset) throw new Error(`there is no preset ${id}`);
  return structuredClone(preset.document);
}

/** Names that a file imports or defines at its top level, as often as it does. */
function topNames(text: string): string[] {
  const imported = text.matchAll(/^(?:from \S+ )?import (\([^)]*\)|.+)$/gm);
  const names = [...imported].flatMap(([, list = '']) =>
    list
      .replace(/[()]/g, '')
      .split(',')
      .map(
        (part) =>
          part
            .trim()
            .split(/\s+as\s+/)
            .at(-1) ?? '',
      )
      .filter((name) => name !== ''),
  );
  return [...names, ...[...text.matchAll(/^(?:class|def) (\w+)/gm)].map(([, name = '']) => name)];
}

function expectNoneTwice(document: Document): void {
  for (const [path, text] of filesOf(document)) {
    if (!/^(model|train)\.py$/.test(path)) continue;
    const names = topNames(text);
    expect(
      names.filter((name, at) => names.indexOf(name) !== at),
      path,
    ).toEqual([]);
  }
}

const HOSTILE =
  'Mapping Image Tensor Feed Log Module Path Any F nn torch class None print Exception ValueError Batch Experiment 3D ' +
  'StyleMix Optional Average Discriminator discriminator';

describe('names of exported classes', () => {
  it.each(presets.map(({ id, document }) => [id, document] as const))(
    'are never those of an import: %s',
    (_, document) => expectNoneTwice(document),
  );

  it.each(HOSTILE.split(' '))(
    'stand beside what files import where a network is called %s',
    (label) => {
      const document = presetOf('stylegan');
      for (const [name, network] of Object.entries(document.networks)) {
        network.label = name === 'mapping' ? label : `${name} of ${label}`;
      }
      expectNoneTwice(document);
    },
  );

  it('get a word more where they are taken, then a number', () => {
    const names = new ClassNames(['Blur']);
    expect(names.take('Mapping', 'Network')).toBe('MappingNetwork');
    expect(names.take('Mapping', 'Block')).toBe('MappingBlock');
    expect(names.take('Mapping', 'Block')).toBe('MappingBlock2');
    expect(names.take('Blur', 'Block')).toBe('BlurBlock');
    expect(names.take('None', 'Network')).toBe('NoneNetwork');
    expect(names.take('ValueError', 'Network')).toBe('ValueErrorNetwork');
    expect(names.take('Critic', 'Network')).toBe('Critic');
  });

  it('are shared by networks that are built alike', () => {
    const files = new Map(filesOf(presetOf('cyclegan')));
    expect(files.get('model.py')?.match(/^class \w+/gm)).toEqual([
      'class Residual',
      'class ImageToImage',
      'class Judges',
    ]);
    expect(files.get('train.py')).toContain('self.b_to_a = processes.prepare(ImageToImage())');
  });
});

describe('names of values', () => {
  it('hide neither what Python has nor what the file reads', () => {
    const names = new Names(['x'], ['adain']);
    expect([names.take('adain'), names.take('class'), names.take('x'), names.take('y')]).toEqual([
      'adain_',
      'class_',
      'x_2',
      'y',
    ]);
  });

  it('step aside for the functions that a line calls', () => {
    const text = JSON.stringify(presetOf('wgan-gp')).replaceAll('judgeFake', 'gradientPenalty');
    const train = new Map(filesOf(JSON.parse(text))).get('train.py') ?? '';
    expect(train).toContain('gradient_penalty_ = self.critic(');
    expect(train).not.toMatch(/^ +gradient_penalty = /m);
  });
});

const has = (tool: string) => spawnSync(tool, ['--version']).status === 0;

describe.skipIf(!has('pyflakes3'))(
  `pyflakes${has('pyflakes3') ? '' : ' (skipped: pyflakes3 is not installed here)'}`,
  () => {
    it.each(presets.map(({ id, document }) => [id, document] as const))(
      'finds nothing in the program of %s',
      (_, document) => {
        for (const [path, text] of filesOf(document)) {
          if (!path.endsWith('.py')) continue;
          const { stdout } = spawnSync('pyflakes3', [], { input: text, encoding: 'utf8' });
          expect(stdout, path).toBe('');
        }
      },
    );
  },
);

describe.skipIf(!has('black'))(
  `black${has('black') ? '' : ' (skipped: black is not installed here)'}`,
  () => {
    it.each(['stylegan-growing', 'bigan', 'wgan-gp', 'pix2pix'])(
      'has nothing to change in the program of %s',
      (id) => {
        for (const [path, text] of filesOf(presetOf(id))) {
          if (!path.endsWith('.py')) continue;
          const { stdout } = spawnSync('black', ['-q', '-'], { input: text, encoding: 'utf8' });
          expect(stdout === text, path).toBe(true);
        }
      },
      60_000,
    );
  },
);
