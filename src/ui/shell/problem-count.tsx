/** How many problems there are, beside the tab's name. */

import { countProblems } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import classes from './shell.module.css';

export function ProblemCount() {
  const problems = useDocumentStore((state) => state.compilation.problems);
  const { errors, warnings } = countProblems(problems);
  if (errors + warnings === 0) return null;
  return (
    <span className={classes.count} data-severity={errors > 0 ? 'error' : 'warning'}>
      {errors > 0 ? errors : warnings}
    </span>
  );
}
