/** Numbers and colours of overlays: sums that agree with the compiler, scales that can be read, runs that go wrong. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import type { Probe } from '../../src/runtime/trainer-types.ts';
import { contrast, pairAt, partOf, scaleOf } from '../../src/ui/overlays/colour-scale.ts';
import { liveReadings } from '../../src/ui/overlays/live-readings.ts';
import { numberView } from '../../src/ui/overlays/number-view.ts';
import { staticReadings } from '../../src/ui/overlays/static-readings.ts';
import { english } from '../../src/ui/texts/english.ts';

const { overlays: texts } = english;

function preset(id: string) {
  const document = presets.find((one) => one.id === id)?.document;
  if (!document) throw new Error(`no preset is called ${id}`);
  const compilation = compile(document);
  const { program, summary } = compilation;
  if (!program || !summary) throw new Error(`${id} does not compile`);
  return { compilation, program, summary };
}

describe('the scale of an overlay', () => {
  it('is logarithmic where numbers lie far apart, and places each between its ends', () => {
    const near = scaleOf([10, 20, 40]);
    expect(near).toEqual({ min: 0, max: 40, isLog: false });
    expect(partOf(20, near)).toBe(0.5);
    const far = scaleOf([1, 100, 10_000, 0, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(far).toEqual({ min: 1, max: 10_000, isLog: true });
    expect(partOf(100, far)).toBeCloseTo(0.5);
    expect(partOf(Number.NaN, far)).toBeNull();
    expect(scaleOf([])).toBeNull();
  });

  it.each(['light', 'dark'] as const)('can be read on every colour of the %s theme', (theme) => {
    let before = 0;
    for (let at = 0; at <= 40; at++) {
      const [ground, ink] = pairAt(theme, at / 40);
      expect(contrast(ground, ink)).toBeGreaterThan(4.5);
      // More is darker on light ground, and lighter on dark ground, all the way: colours need not be told apart.
      const light = contrast(ground, [0, 0, 0]);
      if (at > 0)
        expect(theme === 'light' ? before - light : light - before).toBeGreaterThan(-0.05);
      before = light;
    }
  });
});

describe('the numbers of an overlay', () => {
  it('show the sum of a network where it is used, and of a block where it stands', () => {
    const { compilation, summary } = preset('dcgan');
    const all = staticReadings('parameters', compilation, 'objective', null, texts);
    const { trainable, nonTrainable } = summary.networks.G ?? { trainable: 0, nonTrainable: 0 };
    expect(all.get('generator')?.value).toBe(trainable + nonTrainable);
    expect(all.has('noise')).toBe(false);
    for (const overlay of ['parameters', 'cost', 'memory'] as const) {
      const whole = staticReadings(overlay, compilation, 'objective', null, texts);
      const inside = staticReadings(overlay, compilation, 'networks.G', null, texts);
      const sum = [...inside.values()].reduce((total, { value }) => total + value, 0);
      expect(sum, overlay).toBe(whole.get('generator')?.value);
    }
  });

  it('show what a discriminator sees of its image', () => {
    const { compilation } = preset('dcgan');
    const fields = staticReadings('receptive-field', compilation, 'networks.D', null, texts);
    expect(fields.get('first')?.text).toBe('4×4');
    const sizes = ['first', 'leaky', 'shrink'].map((id) => fields.get(id)?.value ?? 0);
    expect(sizes.toSorted((a, b) => a - b)).toEqual(sizes);
  });

  it('name what is no number, and leave it off the scale', () => {
    const { program } = preset('ring');
    const probe: Probe = {
      what: 'activations',
      step: 7,
      nodes: {
        generator: { rms: Number.NaN, zeros: 0, dead: 0, count: 8 },
        judgeReal: { rms: Number.POSITIVE_INFINITY, zeros: 0, dead: 0, count: 8 },
        noise: { rms: 1, zeros: 0.25, dead: 0, count: 8 },
      },
      networks: {},
    };
    const { cards, scale } = numberView(liveReadings(probe, program, 'objective', null, texts));
    expect(cards.get('generator')).toMatchObject({ text: 'NaN', isBroken: true, part: null });
    expect(cards.get('judgeReal')).toMatchObject({ text: 'Inf', isBroken: true });
    expect(cards.get('noise')).toMatchObject({ text: '1 · 25 % zeros', isBroken: false });
    expect(scale).toEqual({ min: 0, max: 1, isLog: false });
  });

  it('put the gradients of a block together from those of all its layers', () => {
    const { program } = preset('ring');
    const layers = Object.fromEntries(
      (program.networks[0]?.layers ?? []).map(({ id }) => [
        id,
        { rms: 3, zeros: 0, dead: 0, count: 10 },
      ]),
    );
    const probe: Probe = { what: 'gradients', step: 1, nodes: {}, networks: { G: layers } };
    const found = liveReadings(probe, program, 'networks.G', null, texts);
    expect(found.get('hidden')?.value).toBeCloseTo(3);
  });
});
