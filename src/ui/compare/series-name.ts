/** What a loss or a measured value is called: as its node is, and as the panels of a run call what it measures. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Series } from '../../compare/compared-run.ts';
import { describeMetric } from '../run/metric-text.ts';

export function seriesName({ kind, name, title }: Pick<Series, 'kind' | 'name' | 'title'>): string {
  if (kind === 'loss') return title ?? name;
  const words = labelOf(name);
  // At one scale of the images: "Sliced Wasserstein, at 16 px".
  const whole = name.replace(/\d+$/, '');
  const full = whole === name ? words : `${labelOf(whole)}, ${words}`;
  return title === undefined ? full : `${title}: ${full}`;
}

const labelOf = (name: string): string => describeMetric({ [name]: 0 }).rows[0]?.label ?? name;

/** The title of a loss node, where the document gives it one. */
export const lossTitle = ({ objective }: Document, node: string): string | undefined =>
  objective.nodes[node]?.title;
