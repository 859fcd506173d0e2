/** A loss: which side it trains, which steps use it, and whose weights its gradient changes there. */
import { lossRole } from '../../../compiler/roles.ts';
import type { LossDefinition } from '../../../nodes/define.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useTexts } from '../../texts/texts.ts';
import classes from '../facts.module.css';
import { scheduleText } from '../schedule-text.ts';
import { NetworkLink, NodeLink } from './node-link.tsx';

interface LossRoleProps {
  readonly id: string;
  readonly definition: LossDefinition;
}

export function LossRole({ id, definition }: LossRoleProps) {
  const { inspector: t } = useTexts();
  const params = useDocumentStore((state) => state.compilation.graphs.objective?.nodes[id]?.params);
  const program = useDocumentStore((state) => state.compilation.program);
  const steps = program ? lossRole(program, id).steps : null;
  const reached = [...new Set(steps?.flatMap(({ reaches }) => reaches) ?? [])];
  const constants = params ? (definition.constants?.(params) ?? []) : [];
  return (
    <>
      {params && (
        <>
          <dt>{t.trainsSide}</dt>
          <dd>{t.side[definition.side(params)]}</dd>
        </>
      )}
      {steps && (
        <>
          <dt>{t.usedBy}</dt>
          <dd className={classes.links}>
            {steps.length === 0 && t.usedByNoStep}
            {steps.map(({ node, weight }, index) => (
              <span key={index}>
                <NodeLink id={node} /> <small>{t.withWeight(scheduleText(weight))}</small>
              </span>
            ))}
          </dd>
        </>
      )}
      {reached.length > 0 && (
        <>
          <dt>{t.gradientReaches}</dt>
          <dd className={classes.links}>
            {reached.map((name) => (
              <NetworkLink key={name} name={name} />
            ))}
            {constants.length > 0 && <small>{t.constantsOf(constants.join(', '))}</small>}
          </dd>
        </>
      )}
    </>
  );
}
