/** A mark on a node that has problems; the sentences are in its title and in the Problems panel. */
import { useShallow } from 'zustand/react/shallow';
import type { GraphId } from '../../graph/problem.ts';
import { problemsAt } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { ErrorIcon, WarningIcon } from '../icons.tsx';
import { problemText } from '../texts/problem-texts.ts';
import classes from './node.module.css';

interface ProblemMarkProps {
  readonly graph: GraphId;
  readonly node: string;
}

export function ProblemMark({ graph, node }: ProblemMarkProps) {
  const problems = useDocumentStore(
    useShallow((state) => problemsAt(state.compilation.problems, graph, node)),
  );
  if (problems.length === 0) return null;
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const Icon = severity === 'error' ? ErrorIcon : WarningIcon;
  const text = problems.map(problemText).join('\n');
  return (
    <span
      className={classes.mark}
      data-severity={severity}
      title={text}
      role="img"
      aria-label={text}
    >
      <Icon size={15} />
    </span>
  );
}
