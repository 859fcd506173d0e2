/** The problems of the node, with the buttons that mend them. */
import { Button } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import type { GraphId, Problem } from '../../graph/problem.ts';
import { problemsAt } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { problemText, sentence } from '../texts/problem-texts.ts';
import classes from './inspector.module.css';

interface NodeProblemsProps {
  readonly graph: GraphId;
  readonly id: string;
}

/** The form shows the errors of a field, unless there is a button to them. */
const isNotBesideField = ({ severity, where, fix }: Problem) =>
  severity === 'warning' || where.field === undefined || fix !== undefined;

export function NodeProblems({ graph, id }: NodeProblemsProps) {
  const problems = useDocumentStore(
    useShallow((state) =>
      problemsAt(state.compilation.problems, graph, id).filter(isNotBesideField),
    ),
  );
  const dispatch = useDocumentStore((state) => state.dispatch);
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map(({ severity, code, message, fix }, index) => (
        <li key={index} data-severity={severity}>
          <span>{problemText({ code, message })}</span>
          {fix && (
            <Button size="compact-xs" variant="default" onClick={() => dispatch(fix.edits)}>
              {sentence(fix.label)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
