/** What the gradient of a step reaches, on presets whose papers say it. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { type GradientReach, gradientReach, wireId } from '../../src/compiler/gradient-reach.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { presets } from '../../src/graph/presets.ts';

function preset(id: string) {
  const found = presets.find((one) => one.id === id);
  if (!found) throw new Error(`no preset is called ${id}`);
  return found.document;
}

function reachOf(id: string, step: string): GradientReach {
  const { program } = compile(preset(id));
  const reach = program && gradientReach(program, step);
  if (!reach) throw new Error(`${id} has no step ${step}`);
  return reach;
}

const kinds = ({ nodes }: GradientReach, ids: readonly string[]) => ids.map((id) => nodes.get(id));

describe('the gradient of a step', () => {
  it('of DCGAN’s discriminator ends at the images that the generator made', () => {
    const reach = reachOf('dcgan', 'trainD');
    expect(kinds(reach, ['realLoss', 'fakeLoss'])).toEqual(['touched', 'touched']);
    expect(kinds(reach, ['judgeReal', 'judgeFake'])).toEqual(['trained', 'trained']);
    expect(kinds(reach, ['generator', 'noise', 'data'])).toEqual(['used', 'used', 'used']);
    expect(kinds(reach, ['foolLoss', 'samples', 'trainG'])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(reach.wires.get(wireId('judgeFake.out', 'fakeLoss'))).toBe('gradient');
    expect(reach.wires.get(wireId('generator.out', 'judgeFake'))).toBe('used');
    expect(reach.passes).toEqual([]);
    const layers = new Set(reach.layers.get('D')?.values());
    expect(layers).toContain('trained');
    expect(layers).not.toContain('passed');
    expect(new Set(reach.layers.get('G')?.values())).toEqual(new Set(['used']));
  });

  it('of DCGAN’s generator passes through the discriminator, which stays as it is', () => {
    const reach = reachOf('dcgan', 'trainG');
    expect(reach.trains).toEqual(['G']);
    expect(reach.passes).toEqual(['D']);
    expect(kinds(reach, ['judgeFake', 'generator', 'foolLoss', 'noise'])).toEqual([
      'passed',
      'trained',
      'touched',
      'used',
    ]);
    expect(kinds(reach, ['judgeReal', 'realLoss'])).toEqual([undefined, undefined]);
    expect(reach.wires.get(wireId('generator.out', 'judgeFake'))).toBe('gradient');
    expect(reach.wires.get(wireId('noise.out', 'generator'))).toBe('used');
    const layers = new Set(reach.layers.get('D')?.values());
    expect(layers).toContain('passed');
    expect(layers).not.toContain('trained');
  });

  it('of CycleGAN’s discriminators is cut at the pools of earlier images', () => {
    const reach = reachOf('cyclegan', 'trainD');
    expect(reach.cuts.toSorted()).toEqual(['poolA', 'poolB']);
    expect(reach.wires.get(wireId('fakeA.out', 'poolA'))).toBe('cut');
    expect(reach.wires.get(wireId('poolA.out', 'poolScoreA'))).toBe('used');
    expect(kinds(reach, ['fakeA', 'recoveredA', 'poolScoreA'])).toEqual([
      undefined,
      undefined,
      'trained',
    ]);
    const both = reachOf('cyclegan', 'trainG');
    expect(both.passes.toSorted()).toEqual(['DA', 'DB']);
    expect(both.cuts).toEqual([]);
    expect(both.wires.get(wireId('fakeB.out', 'recoveredA'))).toBe('gradient');
    expect(both.wires.get(wireId('dataA.image', 'cycleA'))).toBe('used');
  });

  it('of BiGAN’s two sides meets both networks of the other side', () => {
    const discriminator = reachOf('bigan', 'trainD');
    expect(kinds(discriminator, ['judgeReal', 'encode', 'decode'])).toEqual([
      'trained',
      'used',
      'used',
    ]);
    const others = reachOf('bigan', 'trainGE');
    expect(others.passes).toEqual(['D']);
    expect(kinds(others, ['encode', 'decode', 'judgeReal', 'judgeFake'])).toEqual([
      'trained',
      'trained',
      'passed',
      'passed',
    ]);
    expect(kinds(others, ['rebuild'])).toEqual([undefined]);
  });

  it('of a critic reaches it through the penalty, too', () => {
    const reach = reachOf('wgan-gp', 'trainCritic');
    expect(reach.nodes.get('penalty')).toBe('touched');
    expect(reach.wires.get(wireId('penalty.loss', 'trainCritic'))).toBe('gradient');
    expect(reach.wires.get(wireId('generator.out', 'penalty'))).toBe('used');
  });

  it('is cut where a stop-gradient is put in', () => {
    const document = preset('dcgan');
    const edited = applyEdit(
      applyEdit(
        applyEdit(document, {
          type: 'add-node',
          graph: 'objective',
          id: 'detach',
          node: { kind: 'stop-gradient' },
        }),
        {
          type: 'connect',
          graph: 'objective',
          edge: { from: 'data.image', to: 'detach.in' },
        },
      ),
      { type: 'connect', graph: 'objective', edge: { from: 'detach.out', to: 'judgeReal.image' } },
    );
    const { program } = compile(edited);
    const reach = program && gradientReach(program, 'trainD');
    expect(reach?.cuts).toEqual(['detach']);
    expect(reach?.wires.get(wireId('data.image', 'detach'))).toBe('cut');
  });

  it('is found for every step of every preset, and changes what the step says', () => {
    for (const { id, document } of presets) {
      const { program } = compile(document);
      for (const phase of program?.iteration.flatMap(({ phases }) => phases) ?? []) {
        const reach = program && gradientReach(program, phase.node);
        const trained = [...(reach?.nodes ?? [])].filter(([, kind]) => kind === 'trained');
        const uses = trained.map(([node]) => document.objective.nodes[node]?.params?.network);
        expect(new Set(uses), `${id} ${phase.node}`).toEqual(new Set(phase.trains));
      }
      expect(program && gradientReach(program, 'nothing')).toBeNull();
    }
  });
});
