/** All that is wrong with the run and with the document: a click leads to the node, a button mends what can be mended. */
import { ScrollArea } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { later } from '../later.tsx';
import { EmptyState } from '../run/empty-state.tsx';
import { useTexts } from '../texts/texts.ts';
import { ProblemRow } from './problem-row.tsx';
import classes from './problems.module.css';

const useHasFindings = (): boolean => useRunStore((state) => state.health.findings.length > 0);

const HealthSection = later(
  async () => (await import('../health/health-section.tsx')).HealthSection,
  useHasFindings,
);

export function ProblemsPanel() {
  const texts = useTexts().results.problems;
  const problems = useDocumentStore((state) => state.compilation.problems);
  const hasFindings = useHasFindings();
  if (problems.length === 0 && !hasFindings) {
    return <EmptyState title={texts.none}>{texts.noneYet}</EmptyState>;
  }
  return (
    <ScrollArea h="100%" type="auto">
      <HealthSection />
      <ul className={classes.list}>
        {problems.map((problem, index) => (
          <ProblemRow key={`${problem.code}:${index}`} problem={problem} />
        ))}
      </ul>
    </ScrollArea>
  );
}
