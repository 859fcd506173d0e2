/** An optimizer step: what it updates and what it leaves, what it minimizes, when, and at which rate. */
import type { Program } from '../../../compiler/program.ts';
import { stepRole } from '../../../compiler/roles.ts';
import { countWeights } from '../../../compiler/weights.ts';
import { formatCount } from '../../format.ts';
import { GradientLink } from '../../overlays/gradient-link.tsx';
import { useTexts } from '../../texts/texts.ts';
import classes from '../facts.module.css';
import { ScheduleCurve } from '../schedule-curve.tsx';
import { scheduleText } from '../schedule-text.ts';
import { NetworkLink, NodeLink, objectiveTitle } from './node-link.tsx';
import { rhythmText } from './rhythm-text.ts';

interface StepRoleProps {
  readonly id: string;
  readonly program: Program;
}

export function StepRole({ id, program }: StepRoleProps) {
  const { inspector: t, overlays } = useTexts();
  const role = stepRole(program, id);
  if (!role) return null;
  const { phase, trains, frozen, losses } = role;
  const counts = (name: string) => {
    const network = program.networks.find((one) => one.name === name);
    return t.weightsCount(formatCount(countWeights(network?.layers ?? []).trainable));
  };
  return (
    <>
      <dt>{t.updates}</dt>
      <dd className={classes.links}>
        {trains.length === 0 && t.nothingYet}
        {trains.map((name) => (
          <span key={name}>
            <NetworkLink name={name} /> <small>{counts(name)}</small>
          </span>
        ))}
      </dd>
      {frozen.length > 0 && (
        <>
          <dt>{t.leaves}</dt>
          <dd className={classes.links}>
            {frozen.map((name) => (
              <span key={name}>
                <NetworkLink name={name} /> <small>{t.frozenWhy}</small>
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{t.minimizes}</dt>
      <dd className={classes.links}>
        {losses.length === 0 && t.nothingWired}
        {losses.map(({ node, weight }, index) => (
          <span key={index}>
            <NodeLink id={node} /> <small>{t.withWeight(scheduleText(weight))}</small>
          </span>
        ))}
      </dd>
      <dt>{overlays.gradientRow}</dt>
      <dd>
        <GradientLink step={id} />
      </dd>
      <dt>{t.rhythm}</dt>
      <dd>{rhythmText(role, objectiveTitle, t)}</dd>
      <dt>{t.learningRate}</dt>
      <dd>
        <ScheduleCurve schedule={phase.learningRate} length={program.length} />
      </dd>
    </>
  );
}
