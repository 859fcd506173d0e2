/**
 * A mark on the node that a finding is about, and where a network is applied that holds such a node; the sentences are in
 * its title and in the Problems panel.
 */

import { useShallow } from 'zustand/react/shallow';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { findingsAt } from '../../store/run-health.ts';
import { useRunStore } from '../../store/run-store.ts';
import { innerGraph } from '../canvas/node-title.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './health.module.css';
import { HealthIcon } from './health-icon.tsx';

interface HealthMarkProps {
  readonly graph: GraphId;
  readonly node: string;
}

export function HealthMark({ graph, node }: HealthMarkProps) {
  const { title } = useTexts().health;
  const inside = useDocumentStore(({ document }) => {
    const own = graphOf(document, graph)?.nodes[node];
    return own ? innerGraph(own) : null;
  });
  const findings = useRunStore(
    useShallow((state) => findingsAt(state.health, graph, node, inside)),
  );
  if (findings.length === 0) return null;
  const lines = findings.flatMap(({ message, advice }) => [sentence(message), sentence(advice)]);
  const text = [`${title}:`, ...lines].join('\n');
  return (
    <span className={classes.mark} title={text} role="img" aria-label={text} data-health={node}>
      <HealthIcon size={15} />
    </span>
  );
}
