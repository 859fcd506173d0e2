/**
 * WGSL of an update by scaled gradients, out of that by plain ones. `control` is that of `plan/loss-scale.ts`: [1 / scale, whether to
 * update, updates that were skipped, …]. What goes by the count of updates is set right by those that were skipped.
 */
import type { OptimizerRules } from './rules.ts';

const countedIn = ({ counted = {} }: OptimizerRules) => Object.entries(counted);

/** Behind the numbers of the second rule; the first is live, as the last of `rates`. */
export function fieldsOf(rules: OptimizerRules): readonly string[] {
  return ['updates : f32,', ...countedIn(rules).map(([name]) => `log_${name} : f32,`)];
}

/** Of all fields but the first: ln β, or what is as good where β is 0. */
export function numbersOf(rules: OptimizerRules): readonly number[] {
  return countedIn(rules).map(([, { beta }]) => Math.max(Math.log(beta), -100));
}

export function withControl(rules: OptimizerRules, code: string): string {
  const counted = countedIn(rules);
  const names = new Set(counted.map(([name]) => name));
  const scaled = code
    .replace(/\blet gradient = ([^;]*);/g, 'let gradient = ($1) * control[0];')
    .replace(/\buniforms\.step_(\w+)/g, (number, name) =>
      names.has(name) ? `(${number} * right_${name})` : number,
    );
  const rights = counted.map(
    ([name, { power }]) => `
      let right_${name} = select(1.0, pow(${grown(name, 'counted')} / ${grown(name, 'uniforms.updates')}, ${power.toFixed(1)}), control[2] > 0.0);`,
  );
  return `
      if (control[1] == 0.0) { return; }
      let counted = uniforms.updates - control[2];
      ${counted.flatMap(([name]) => ['counted', 'uniforms.updates'].map((n) => exponent(name, n))).join('')}
      ${rights.join('')}
      ${scaled}`;
}

const nameOf = (name: string, n: string) => `e_${name}_${n.replace('uniforms.', '')}`;

const exponent = (name: string, n: string): string => `
      let ${nameOf(name, n)} = uniforms.log_${name} * ${n};`;

/** 1 − βⁿ, by its series where the difference would cancel. */
function grown(name: string, n: string): string {
  const e = nameOf(name, n);
  return `select(1.0 - exp(${e}), -${e} * (1.0 + ${e} * 0.5 * (1.0 + ${e} / 3.0)), abs(${e}) < 0.01)`;
}
