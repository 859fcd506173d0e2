/** What of a run's findings is shown. Pure. */
import type { RunFinding, RunHealth } from '../../graph-schemas/run-record.ts';
import type { GraphId } from '../graph/problem.ts';

/** The same however often it comes and goes. */
export const keyOfFinding = ({ code, place }: Pick<RunFinding, 'code' | 'place'>): string =>
  `${code} ${place ? `${place.graph}/${place.node}` : ''}`;

const none: readonly RunFinding[] = [];
let known: { readonly health: RunHealth; readonly shown: readonly RunFinding[] } | null = null;

/** Those that nobody has dismissed; the same list for the same health, so that readers are not woken. */
export function shownFindings(health: RunHealth): readonly RunFinding[] {
  if (health.findings.length === 0) return none;
  if (known?.health === health) return known.shown;
  const dismissed = new Set(health.dismissed);
  const shown = health.findings.filter((finding) => !dismissed.has(keyOfFinding(finding)));
  known = { health, shown };
  return shown;
}

/** At one node of a canvas, and `inside`, of the network that it applies. */
export const findingsAt = (
  health: RunHealth,
  graph: GraphId,
  node: string,
  inside: GraphId | null = null,
): readonly RunFinding[] => {
  const shown = shownFindings(health);
  const isHere = ({ place }: RunFinding) =>
    place !== null && (place.graph === inside || (place.graph === graph && place.node === node));
  return shown.some(isHere) ? shown.filter(isHere) : none;
};
