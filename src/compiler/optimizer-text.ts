/** An optimizer with the settings that are not zero, named as documents name them. */
import type { Optimizer } from '../nodes/specs.ts';

export function optimizerText(optimizer: Optimizer): string {
  const { type, ...settings } = optimizer;
  const list = Object.entries(settings)
    .filter(([, value]) => value !== 0 && value !== false)
    .map(([name, value]) => `${name} ${value}`);
  return `${type}${list.length > 0 ? ` (${list.join(', ')})` : ''}`;
}
