/** What can be varied, its values and what is wrong with them, in the language on show. */
import { nameOf } from '../../graph/graph-of.ts';
import type { AxisValue } from '../../graph/variants/sweep.ts';
import { formatNumber } from '../format.ts';
import { phrase } from '../texts/kind-texts.ts';
import type { AxisChoice } from './axis-choices.ts';
import type { AxisFault } from './axis-draft.ts';
import { variantTexts } from './variant-texts.ts';

/** `trainD · Optimizer › Learning rate` */
export function axisLabel({ node, labels, kind, target }: AxisChoice): string {
  const { seed } = variantTexts.now().dialog;
  if (kind.type === 'seed') return seed;
  const label = labels.map(phrase).join(' › ');
  if (target.type === 'parameter' && label !== target.name) return `${label} (${target.name})`;
  return node === null ? label : `${node} · ${label}`;
}

export function axisGroup({ graph, target }: AxisChoice): string {
  const { groups } = variantTexts.now().dialog;
  if (target.type === 'parameter') return groups.parameters;
  if (graph === null) return groups.training;
  return graph === 'objective' ? groups.objective : nameOf(graph);
}

export function valueText(value: AxisValue, { kind }: AxisChoice): string {
  const { on, off } = variantTexts.now().dialog;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? on : off;
  const choice = kind.type === 'choice' && kind.choices.find((each) => each.value === value);
  return choice ? phrase(choice.label) : value;
}

export function faultText(fault: AxisFault): string {
  const { faults } = variantTexts.now().dialog;
  switch (fault.type) {
    case 'not-a-number':
      return faults['not-a-number'](fault.text);
    case 'not-whole':
      return faults['not-whole'](formatNumber(fault.value));
    case 'out-of-bounds': {
      const { value, min, max } = fault;
      const [least, most] = [formatNumber(min), formatNumber(max)];
      const bounds = !Number.isFinite(max)
        ? faults.least(least)
        : !Number.isFinite(min)
          ? faults.most(most)
          : faults.between(least, most);
      return faults['out-of-bounds'](formatNumber(value), bounds);
    }
    case 'bad-count':
      return faults['bad-count'](fault.most);
    default:
      return faults[fault.type];
  }
}
