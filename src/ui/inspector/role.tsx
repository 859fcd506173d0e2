/** What a node does in training, in a few lines: of a step, a loss, a source, a view, a use of a network. */
import type { Definition } from '../../nodes/define.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';
import { ApplyRole } from './roles/apply-role.tsx';
import { LossRole } from './roles/loss-role.tsx';
import { SourceRole } from './roles/source-role.tsx';
import { StepRole } from './roles/step-role.tsx';
import { ViewRole } from './roles/view-role.tsx';

interface RoleProps {
  readonly id: string;
  readonly definition: Definition;
}

export function Role({ id, definition }: RoleProps) {
  const { inspector: t } = useTexts();
  const program = useDocumentStore((state) => state.compilation.program);
  const { family } = definition;
  const isApply = family === 'structure' && definition.role === 'apply';
  const isTold = isApply || ['step', 'loss', 'source', 'view'].includes(family);
  if (!isTold || (!program && family !== 'loss')) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{t.whatItDoes}</h3>
      <dl className={classes.facts}>
        {family === 'loss' && <LossRole id={id} definition={definition} />}
        {program && family === 'step' && <StepRole id={id} program={program} />}
        {program && family === 'source' && <SourceRole id={id} program={program} />}
        {program && family === 'view' && <ViewRole id={id} program={program} />}
        {program && isApply && <ApplyRole id={id} program={program} />}
      </dl>
    </section>
  );
}
