/** What is found of the run's health now, above the problems of its document. */
import { Button } from '@mantine/core';
import { keyOfFinding, shownFindings } from '../../store/run-health.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useTexts } from '../texts/texts.ts';
import { FindingRow } from './finding-row.tsx';
import classes from './health.module.css';

export function HealthSection() {
  const texts = useTexts().health;
  const health = useRunStore((state) => state.health);
  const { dismissFindings } = useRunStore.getState();
  const shown = shownFindings(health);
  const hidden = health.findings.length - shown.length;
  if (health.findings.length === 0) return null;
  return (
    <section aria-label={texts.title} className={classes.section}>
      <header className={classes.head}>
        <h3 className={classes.title}>{texts.title}</h3>
        {hidden > 0 && (
          <>
            <span className={classes.since}>{texts.dismissed(hidden)}</span>
            <Button size="compact-xs" variant="subtle" onClick={() => dismissFindings([])}>
              {texts.showAgain}
            </Button>
          </>
        )}
      </header>
      <ul className={classes.list} aria-live="polite">
        {shown.map((finding) => {
          const key = keyOfFinding(finding);
          return (
            <FindingRow
              key={key}
              finding={finding}
              onDismiss={() => dismissFindings([...health.dismissed, key])}
            />
          );
        })}
      </ul>
    </section>
  );
}
