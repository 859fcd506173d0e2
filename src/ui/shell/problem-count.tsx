/** How many errors there are, or else how much else is wrong, beside the tab's name. */

import { countProblems } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { shownFindings } from '../../store/run-health.ts';
import { useRunStore } from '../../store/run-store.ts';
import classes from './shell.module.css';

export function ProblemCount() {
  const problems = useDocumentStore((state) => state.compilation.problems);
  const findings = useRunStore((state) => shownFindings(state.health).length);
  const { errors, warnings } = countProblems(problems);
  const others = warnings + findings;
  if (errors + others === 0) return null;
  return (
    <span className={classes.count} data-severity={errors > 0 ? 'error' : 'warning'}>
      {errors > 0 ? errors : others}
    </span>
  );
}
