/** The form of a sweep: what can vary, which values are meant, what the runs would be and how long they take. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { type AxisChoice, axisChoices, keyOf } from '../../src/ui/variants/axis-choices.ts';
import { type AxisDraft, draftOf, valuesOf } from '../../src/ui/variants/axis-draft.ts';
import {
  checkVariant,
  secondsFor,
  similarRun,
  type TimedRun,
} from '../../src/ui/variants/check-variants.ts';
import { planSweep } from '../../src/ui/variants/plan-sweep.ts';
import { withSteps } from '../../src/ui/variants/run-length.ts';

const documentOf = (id: string) => {
  const document = presets.find((preset) => preset.id === id)?.document;
  if (!document) throw new Error(`There is no preset ${id}.`);
  return document;
};
const dcgan = documentOf('dcgan');
const choices = axisChoices(dcgan);

function choiceOf(where: string): AxisChoice {
  const found = choices.find(({ target }) =>
    target.type === 'field'
      ? [target.node, ...target.path].join('.') === where
      : target.type === 'parameter'
        ? target.name === where
        : where === 'seed',
  );
  if (!found) throw new Error(`Nothing is called ${where}.`);
  return found;
}

const given = (where: string, draft: Partial<AxisDraft>): AxisDraft => ({
  ...draftOf(choiceOf(where)),
  ...draft,
});
const values = (where: string, draft: Partial<AxisDraft>) =>
  valuesOf(given(where, draft), choiceOf(where));

describe('what can vary', () => {
  it('is every parameter, the seed, and every number, choice and switch of a node, each once', () => {
    expect(choiceOf('ngf').kind).toMatchObject({ type: 'number', bounds: { integer: true } });
    expect(choiceOf('seed').value).toBe(dcgan.training.seed);
    expect(choiceOf('foolLoss.mode').kind).toMatchObject({ type: 'choice' });
    expect(choiceOf('trainD.optimizer.beta1').value).toBe(0.5);
    expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
  });

  it.each(presets.map(({ id }) => id))(
    'of %s compiles with the values that it begins with',
    (id) => {
      const document = documentOf(id);
      const all = axisChoices(document);
      const some = all.filter((_, at) => at % Math.ceil(all.length / 5) === 0);
      for (const choice of some) {
        const draft = draftOf(choice);
        if ('type' in valuesOf(draft, choice)) continue;
        expect(planSweep(document, all, [draft], null).fault, choice.key).toBeNull();
      }
    },
  );
});

describe('the values of an axis', () => {
  it('are what is typed, in whatever way numbers are told apart', () => {
    expect(values('ngf', { mode: 'list', list: '8, 16;32  32' })).toEqual([8, 16, 32]);
    const rates = { mode: 'log-range', from: 1e-4, to: 1e-2, count: 3 } as const;
    expect(values('trainD.optimizer.beta1', { ...rates, to: 0.01 })).toEqual([1e-4, 1e-3, 1e-2]);
    expect(values('ngf', { mode: 'range', from: 8, to: 11, count: 3 })).toEqual([8, 10, 11]);
    expect(values('seed', { mode: 'seeds', from: 4, count: 2 })).toEqual([4, 5]);
    expect(values('foolLoss.mode', { picked: ['least-squares'] })).toEqual(['least-squares']);
  });

  it.each([
    ['ngf', { mode: 'list', list: '' }, { type: 'none' }],
    ['ngf', { mode: 'list', list: '8, x' }, { type: 'not-a-number', text: 'x' }],
    ['ngf', { mode: 'list', list: '8.5' }, { type: 'not-whole', value: 8.5 }],
    ['ngf', { mode: 'list', list: '-1' }, { type: 'out-of-bounds', value: -1 }],
    ['ngf', { mode: 'range', from: null, to: 3, count: 3 }, { type: 'no-range' }],
    ['ngf', { mode: 'log-range', from: 0, to: 3, count: 3 }, { type: 'no-logarithm' }],
    ['ngf', { mode: 'range', from: 8, to: 16, count: 1000 }, { type: 'bad-count', most: 64 }],
    ['seed', { mode: 'seeds', from: -1, count: 2 }, { type: 'no-seeds' }],
    ['seed', { mode: 'list', list: '1.5' }, { type: 'not-whole', value: 1.5 }],
    ['foolLoss.mode', { picked: [] }, { type: 'none' }],
  ] as const)('of %s: %o is told as %o', (where, draft, fault) => {
    expect(values(where, draft)).toMatchObject(fault);
  });
});

describe('a planned sweep', () => {
  it('says what is in the way: the same twice, or too many', () => {
    const ngf = given('ngf', { mode: 'list', list: '8, 16' });
    expect(planSweep(dcgan, choices, [ngf, ngf], null).fault).toEqual({ type: 'same' });
    const seeds = given('seed', { mode: 'seeds', from: 0, count: 40 });
    expect(planSweep(dcgan, choices, [ngf, seeds], null).fault).toEqual({
      ...{ type: 'too-many', found: 80, most: 64 },
    });
  });

  it('tells what each would be, and what keeps one from training', () => {
    const small = given('ngf', { mode: 'list', list: '8, 16' });
    const { variants } = planSweep(dcgan, choices, [small], 7);
    const [first, second] = variants.map((variant) => checkVariant(variant, compile));
    expect(first).toMatchObject({ errors: [], steps: 7 });
    expect(first?.parameters).toBeLessThan(second?.parameters ?? 0);
    expect(first?.multiplyAdds).toBeLessThan(second?.multiplyAdds ?? 0);
    const broken = { ...dcgan, networks: {} };
    const checked = checkVariant({ name: '', document: broken, values: [] }, compile);
    expect(checked.errors.length).toBeGreaterThan(0);
  });
});

describe('the length of a run', () => {
  it('is changed where schedules read it, too: in the parameter', () => {
    expect(dcgan.training.steps).toBe('steps');
    const shorter = withSteps(dcgan, 3);
    expect(shorter.parameters.steps?.value).toBe(3);
    expect(shorter.training).toEqual(dcgan.training);
    expect(compile(shorter).program?.length).toEqual({ type: 'steps', steps: 3 });
  });

  it('is a number where there was a number or epochs', () => {
    const { steps: _, ...training } = dcgan.training;
    const epochs = { ...dcgan, training: { ...training, epochs: 2 } };
    expect(withSteps(epochs, 3).training).toEqual({ ...training, steps: 3 });
  });
});

describe('the time of a run', () => {
  const runs: readonly TimedRun[] = [
    { name: 'tiny', multiplyAdds: 10, msPerStep: 1 },
    { name: 'new', multiplyAdds: 1000, msPerStep: 20 },
    { name: 'old', multiplyAdds: 1000, msPerStep: 90 },
  ];

  it('goes by the newest run of similar size, in proportion', () => {
    expect(similarRun(1500, runs)?.name).toBe('new');
    expect(secondsFor({ multiplyAdds: 1500, steps: 100 }, runs)).toBeCloseTo(3);
  });

  it('is unknown where nothing is of its size, or its length is told by its data', () => {
    expect(secondsFor({ multiplyAdds: 5000, steps: 100 }, runs)).toBeNull();
    expect(secondsFor({ multiplyAdds: 100, steps: 100 }, runs)).toBeNull();
    expect(secondsFor({ multiplyAdds: 1000, steps: null }, runs)).toBeNull();
  });
});

it('a target is known by what it says', () => {
  expect(keyOf({ type: 'seed' })).toBe(choiceOf('seed').key);
});
