/** A source: how many samples it gives at once, how often it is drawn, and what its data looks like. */
import type { Program } from '../../../compiler/program.ts';
import { sourceRole } from '../../../compiler/roles.ts';
import { formatCount } from '../../format.ts';
import { useTexts } from '../../texts/texts.ts';
import { typeText } from '../../words.ts';

interface SourceRoleProps {
  readonly id: string;
  readonly program: Program;
}

export function SourceRole({ id, program }: SourceRoleProps) {
  const { inspector: t } = useTexts();
  const source = sourceRole(program, id);
  if (!source) return null;
  const { outputs, batchSize, fresh, feed } = source;
  const count = formatCount(batchSize);
  const range = feed?.transform.type === 'image' ? t.dataRange[feed.transform.range] : null;
  return (
    <>
      <dt>{t.gives}</dt>
      <dd>
        {outputs.map(({ value, type }) => (
          <div key={value}>
            {outputs.length > 1 && <small>{value.slice(value.indexOf('.') + 1)} </small>}
            {count} × {typeText(type)}
          </div>
        ))}
        {range && <small>{range}</small>}
      </dd>
      <dt>{t.batch}</dt>
      <dd>{batchSize === program.batchSize ? t.batchShared(count) : t.batchOwn(count)}</dd>
      <dt>{t.drawn}</dt>
      <dd>{t.fresh[fresh]}</dd>
    </>
  );
}
