/** PyTorch source: what is written for networks, blocks, phases and data. That it computes the same is in tests/parity. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { exportPytorch, titlesOf } from '../../src/codegen/export-pytorch.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';

const about = { description: 'About.', references: [], weightsStep: null };

function documentOf(id: string): Document {
  const preset = presets.find((one) => one.id === id);
  if (!preset) throw new Error(`there is no preset ${id}`);
  return preset.document;
}

function programOf(document: Document, profile: string): Program {
  const { program, problems } = compile(document, {
    values: { ...document.profiles?.[profile]?.values },
  });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  return program;
}

function filesOf(document: Document, profile = 'paper'): Record<string, string> {
  const { files } = exportPytorch(programOf(document, profile), {
    titles: titlesOf(document),
    about,
  });
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

const changed = (document: Document, change: (copy: Document) => void): Document => {
  const copy = structuredClone(document);
  change(copy);
  return copy;
};

describe.each(presets.map(({ id, document }) => [id, document] as const))(
  'the program of %s',
  (_, document) => {
    it.each(['paper', 'smoke'])('is Python in lines of at most 88 columns at %s', (profile) => {
      const files = filesOf(document, profile);
      expect(Object.keys(files).sort()).toEqual(
        ['README.md', 'data.py', 'model.py', 'requirements.txt', 'support.py', 'train.py'].sort(),
      );
      for (const path of ['model.py', 'train.py', 'data.py', 'support.py']) {
        const long = (files[path] ?? '').split('\n').filter((line) => [...line].length > 88);
        expect(long, path).toEqual([]);
        expect(files[path]).not.toMatch(/\{\w+\}\(|undefined|NaN|\t| $/m);
      }
    });

    it('names every network after the document', () => {
      const { files, model } = exportPytorch(programOf(document, 'smoke'), {
        titles: titlesOf(document),
        about,
      });
      const text = files.find(({ path }) => path === 'model.py')?.text ?? '';
      expect(model.networks.map(({ network }) => network.name)).toEqual(
        Object.keys(document.networks),
      );
      for (const { className } of model.networks)
        expect(text).toContain(`class ${className}(nn.Module):`);
    });

    it('has a place for every weight, each another one', () => {
      const program = programOf(document, 'smoke');
      const { model } = exportPytorch(program, { titles: titlesOf(document), about });
      for (const { network, keys } of model.networks) {
        const weights = network.layers.flatMap(({ weights }) => weights);
        expect(keys).toHaveLength(weights.length);
        expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
      }
    });
  },
);

describe('exported Python', () => {
  it('compiles', () => {
    const sources = presets.flatMap(({ document }) =>
      Object.entries(filesOf(document, 'smoke')).filter(([path]) => path.endsWith('.py')),
    );
    const check =
      'import ast, json, sys\nfor path, text in json.load(sys.stdin): ast.parse(text, path)';
    const { status, stderr } = spawnSync('python3', ['-c', check], {
      input: JSON.stringify(sources),
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });
});

describe('model.py', () => {
  it('shares a class between copies and gives it what they differ in', () => {
    const text = filesOf(documentOf('dcgan'))['model.py'] ?? '';
    expect(text).toContain('def __init__(self, in_channels: int, out_channels: int) -> None:');
    expect(text).toContain('Up(in_channels=512, out_channels=256)');
    expect(text).toContain('self.norm = nn.BatchNorm2d(out_channels)');
    expect(text.match(/^class Up/gm)).toHaveLength(1);
  });

  it('has one class for copies of which some leave an argument to PyTorch', () => {
    const text = filesOf(documentOf('srgan'))['model.py'] ?? '';
    expect(text.match(/^class Stage/gm)).toHaveLength(1);
    expect(text).toContain('Stage(in_channels=64, out_channels=128, stride=1)');
  });

  it('names the numbers that copies differ in as the helper that takes them does', () => {
    expect(filesOf(documentOf('stylegan-growing'))['model.py']).toContain(
      'linear_ramp(self.iteration, 0, 1, self._alpha_start, self._alpha_end)',
    );
  });

  it('makes equal copies in a loop', () => {
    const text = filesOf(documentOf('cyclegan'))['model.py'] ?? '';
    expect(text).toContain('self.body = nn.Sequential(*(Residual() for _ in range(9)))');
  });

  it('sets first values as the document says, and leaves those that PyTorch has anyway', () => {
    expect(filesOf(documentOf('dcgan'))['model.py']).toContain(
      'nn.init.normal_(self.norm.weight, mean=1.0, std=0.02)',
    );
    expect(filesOf(documentOf('ring'))['model.py']).not.toContain('nn.init');
    const orthogonal = changed(documentOf('ring'), ({ networks }) => {
      const point = networks.G?.nodes.point;
      if (point)
        point.params = { ...point.params, kernelInitializer: { type: 'orthogonal', gain: 2 } };
    });
    expect(filesOf(orthogonal)['model.py']).toContain(
      'nn.init.orthogonal_(self.point.weight, gain=2.0)',
    );
  });
});

describe('train.py', () => {
  it('computes once what two steps share, and hands it on with its graph', () => {
    const text = filesOf(documentOf('dcgan'))['train.py'] ?? '';
    expect(text).toContain('batch.generator = self.generator(noise)');
    expect(text).toContain('judge_fake = self.discriminator(batch.generator.detach())');
    expect(text).toContain('judge_fake = self.discriminator(batch.generator)\n');
    expect(text.match(/self\.generator\(noise\)/g)).toHaveLength(2);
  });

  it('takes gradients of steps of one order before any is applied, over one graph', () => {
    const text = filesOf(documentOf('bigan'))['train.py'] ?? '';
    expect(text).toContain(
      'run_together([self.train_d, self.train_ge], batches, self.step, self.log)',
    );
    expect(text.match(/keeps_graph=True/g)).toHaveLength(1);
    expect(text).toContain(
      'judge_real = batch.judge_real = self.discriminator(batch.x, batch.encode)',
    );
  });

  it('shows later steps the values from before an update, without their graph', () => {
    const text = filesOf(documentOf('cyclegan'))['train.py'] ?? '';
    expect(text).toContain('batch.kept_fake_b = fake_b.detach()');
    expect(text).toContain('pool_b = self.pool_b(batch.kept_fake_b)');
  });

  it('computes without gradient what no trained weight influences', () => {
    const text = filesOf(documentOf('ring'))['train.py'] ?? '';
    expect(text).toContain(
      '        with torch.no_grad():\n            generator = self.generator(noise)',
    );
  });

  it('does not move statistics twice where an evaluation is made again', () => {
    const twice = changed(documentOf('dcgan'), ({ objective }) => {
      const step = objective.nodes.trainD;
      if (step) step.params = { ...step.params, repeat: { type: 'constant', value: 2 } };
    });
    const text = filesOf(twice)['train.py'] ?? '';
    expect(text).toContain('with frozen_statistics(self.generator):');
    expect(text).toContain('repeat=constant(2)');
    expect(filesOf(documentOf('dcgan'))['train.py']).not.toContain('frozen_statistics(');
  });

  it('writes schedules, clipping and repeats as the plan has them', () => {
    const text = filesOf(documentOf('wgan'))['train.py'] ?? '';
    expect(text).toContain('weight_clip=0.01');
    expect(text).toMatch(
      /repeat=piecewise\(\s*\[\(0, 100\), \(25, 5\)\],\s*except_every=\(500, 100\)/,
    );
    expect(filesOf(documentOf('ring'))['train.py']).toMatch(
      /linear\(0\.001, 0, start=0, end=10000\)/,
    );
  });

  it('reads data as its nodes ask for it', () => {
    expect(filesOf(documentOf('cyclegan'))['train.py']).toMatch(
      /resize=\(286, 286\)\)?,\s*select="a"/,
    );
    expect(filesOf(documentOf('pix2pix'))['train.py']).toContain('select="pairs"');
    expect(filesOf(documentOf('srgan'))['train.py']).toMatch(/select="resolutions",\s*factor=4/);
    expect(filesOf(documentOf('acgan'))['train.py']).toContain('classes=10');
  });
});
