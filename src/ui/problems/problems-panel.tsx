/** Everything that is wrong with the document: a click leads to the node, a button mends what can be mended. */
import { ScrollArea } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { useTexts } from '../texts/texts.ts';
import { ProblemRow } from './problem-row.tsx';
import classes from './problems.module.css';

export function ProblemsPanel() {
  const texts = useTexts().results.problems;
  const problems = useDocumentStore((state) => state.compilation.problems);
  if (problems.length === 0) {
    return <EmptyState title={texts.none}>{texts.noneYet}</EmptyState>;
  }
  return (
    <ScrollArea h="100%" type="auto">
      <ul className={classes.list}>
        {problems.map((problem, index) => (
          <ProblemRow key={`${problem.code}:${index}`} problem={problem} />
        ))}
      </ul>
    </ScrollArea>
  );
}
