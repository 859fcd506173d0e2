/** What experts type finds what they mean, first; options are entries of their own; the title shows why. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/graph/presets.ts';
import type { GraphId } from '../../src/graph/problem.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { authorsOf } from '../../src/ui/palette/authors.ts';
import { searchableEntries } from '../../src/ui/palette/entries.ts';
import { matchName } from '../../src/ui/palette/match.ts';
import { findEntries } from '../../src/ui/palette/search.ts';

const dcgan = presets.find(({ id }) => id === 'dcgan')?.document;
if (!dcgan) throw new Error('the preset dcgan is missing');
const inNetwork = searchableEntries(dcgan, 'networks.G');
const onObjective = searchableEntries(dcgan, 'objective');

const found = (query: string, graph: GraphId = 'networks.G') =>
  findEntries(graph === 'objective' ? onObjective : inNetwork, query).map(({ entry }) => entry.id);

describe('the search of the palette', () => {
  it.each([
    ['IN', 'instance-norm'],
    ['in', 'input'],
    ['BN', 'batch-norm'],
    ['bn', 'batch-norm'],
    ['σ', 'sigmoid'],
    ['leaky', 'leaky-relu'],
    ['LeakyReLU', 'leaky-relu'],
    ['PReLU', 'prelu'],
    ['relu', 'relu'],
    ['conv', 'conv2d'],
    ['Conv2DTranspose', 'conv2d-transpose'],
    ['nn.Linear', 'dense'],
    ['SiLU', 'swish'],
    ['Ulyanov', 'instance-norm'],
    ['spectral conv', 'conv2d?spectralNorm=spectralNorm'],
    ['miyato dense', 'dense?spectralNorm=spectralNorm'],
    ['bilinear', 'upsample?method=bilinear'],
    ['ReflectionPad2d', 'pad?mode=reflect'],
    ['btnrm', 'batch-norm'],
  ])('puts what “%s” means first, in a network', (query, id) => {
    expect(found(query)[0]).toBe(id);
  });

  it.each([
    ['Wasserstein', 'adversarial?mode=wasserstein'],
    ['WGAN', 'adversarial?mode=wasserstein'],
    ['LSGAN', 'adversarial?mode=least-squares'],
    ['WGAN-GP', 'gradient-penalty'],
    ['pix2pix', 'l1'],
    ['Adam', 'optimizer-step'],
    ['RMSProp', 'optimizer-step?optimizer=rmsprop'],
    ['FID', 'metric?metric=frechet-distance'],
    ['z', 'noise'],
    ['detach', 'stop-gradient'],
    ['G', 'apply:G'],
  ])('puts what “%s” means first, on the objective', (query, id) => {
    expect(found(query, 'objective').slice(0, 3)).toContain(id);
  });

  it.each([
    ['squared', 'mse'],
    ['hinge', 'adversarial?mode=hinge'],
    ['wasserstein', 'adversarial?mode=wasserstein'],
    ['feature', 'feature-matching'],
  ])('of kinds and options that “%s” names, puts the likelier first', (query, id) => {
    expect(found(query, 'objective')[0]).toBe(id);
  });

  it('finds every kind of an author, and every layer that has a setting', () => {
    expect(found('Karras')).toEqual(
      expect.arrayContaining(['pixel-norm', 'minibatch-stddev', 'modulated-conv2d']),
    );
    expect(found('spectral')).toEqual(
      expect.arrayContaining([
        'conv2d?spectralNorm=spectralNorm',
        'conv2d-transpose?spectralNorm=spectralNorm',
        'dense?spectralNorm=spectralNorm',
      ]),
    );
    expect(found('dilation')).toContain('conv2d');
    expect(found('2017').length).toBeGreaterThan(2);
    expect(found('qzxv')).toEqual([]);
  });

  it('sets the option of an entry that is found by it', () => {
    const entry = inNetwork.find(({ id }) => id === 'conv2d?spectralNorm=spectralNorm');
    expect(entry?.params).toEqual({ spectralNorm: true });
    for (const { kind, params, name } of [...inNetwork, ...onObjective]) {
      const fields = catalog.get(kind)?.params;
      const said = fields && name === undefined ? fields.safeParse(params) : undefined;
      const issues = said?.success === false ? said.error.issues.map(({ path }) => path[0]) : [];
      expect(issues.filter((field) => field !== undefined && Object.hasOwn(params, field))).toEqual(
        [],
      );
    }
  });

  it('says which letters answered, or what else did', () => {
    const [leaky] = findEntries(inNetwork, 'leaky');
    expect(leaky?.ranges).toEqual([[0, 5]]);
    expect(leaky?.because).toBeNull();
    const [norm] = findEntries(inNetwork, 'IN');
    expect(norm?.because).toEqual({ type: 'alias', text: 'IN' });
    const [spectral] = findEntries(inNetwork, 'spectral conv');
    expect(spectral?.ranges.length).toBe(2);
  });

  it('knows the authors of every paper that the catalog names', () => {
    const papers = [...catalog.values()].flatMap(({ paper }) => paper ?? []);
    expect(papers.filter(({ url }) => authorsOf(url) === '')).toEqual([]);
  });
});

describe('a match', () => {
  it('ranks exact, prefix, word, inside, scattered', () => {
    const score = (name: string, query: string) => matchName(name, query, true)?.score ?? 0;
    const falling = [
      score('IN', 'IN'),
      score('in', 'IN'),
      score('inverse', 'in'),
      score('batch in', 'in'),
      score('dropout', 'rop'),
      score('batch norm', 'bnorm'),
    ];
    expect([...falling].sort((a, b) => b - a)).toEqual(falling);
    expect(falling.at(-1)).toBeGreaterThan(0);
    expect(score('Fréchet distance', 'frechet')).toBeGreaterThan(0);
    expect(score('convolution', 'zz')).toBe(0);
  });
});
