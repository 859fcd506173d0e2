/** A view: what it shows, how often, with which weights. */
import type { Program } from '../../../compiler/program.ts';
import { viewRole } from '../../../compiler/roles.ts';
import { formatCount } from '../../format.ts';
import { useTexts } from '../../texts/texts.ts';

interface ViewRoleProps {
  readonly id: string;
  readonly program: Program;
}

export function ViewRole({ id, program }: ViewRoleProps) {
  const { inspector: t } = useTexts();
  const spec = viewRole(program, id);
  if (!spec) return null;
  const every = spec.type === 'metric' ? spec.every : program.sampleEvery;
  return (
    <>
      <dt>{t.shows}</dt>
      <dd>
        {spec.type === 'preview'
          ? t.rows(spec.rows.join(', '), formatCount(spec.columns))
          : t.samplesCount(formatCount(spec.type === 'scatter' ? spec.count : spec.samples))}
        {spec.type === 'preview' && spec.byClass && <small> · {t.byClass}</small>}
      </dd>
      <dt>{t.rhythm}</dt>
      <dd>{t.everySteps(formatCount(every))}</dd>
      <dt>{t.weightsUsed}</dt>
      <dd>{spec.usesAverage ? t.averaged : t.current}</dd>
    </>
  );
}
