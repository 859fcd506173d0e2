/** What the compiler found out about a node: types in and out, weights, work, memory, what it sees. */
import { useMemo } from 'react';
import { nodeDetails } from '../../compiler/node-details.ts';
import type { ReceptiveField } from '../../compiler/receptive-field.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { ValueType } from '../../nodes/define.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { formatBytes, formatCount, formatNumber, shortCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { portOf, typeText } from '../words.ts';
import classes from './inspector.module.css';
import { Share } from './share.tsx';
import { useThrough } from './use-through.ts';
import { WeightTable } from './weight-table.tsx';

interface NodeFactsProps {
  readonly graph: GraphId;
  readonly id: string;
}

const BYTES = 4;

export function NodeFacts({ graph, id }: NodeFactsProps) {
  const { inspector: t } = useTexts();
  const facts = useDocumentStore((state) => state.compilation.graphs[graph]?.nodes[id]);
  const program = useDocumentStore((state) => state.compilation.program);
  const through = useThrough();
  const details = useMemo(
    () => (program ? nodeDetails(program, graph, id, through) : null),
    [program, graph, id, through],
  );
  if (!facts) return null;
  const { inputs, outputs, trainable, nonTrainable, multiplyAdds } = facts;
  const {
    name = '',
    trainable: allWeights = 0,
    multiplyAdds: allWork = 0,
  } = details?.network ?? {};
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{t.facts}</h3>
      <dl className={classes.facts}>
        <Types heading={t.in} types={inputs} names={facts.ports.inputs.map(({ name }) => name)} />
        <Types
          heading={t.out}
          types={outputs}
          names={facts.ports.outputs.map(({ name }) => name)}
        />
        {details?.copies != null && (
          <>
            <dt>{t.copies}</dt>
            <dd>{details.copies}</dd>
          </>
        )}
        {trainable + nonTrainable > 0 && (
          <>
            <dt>{t.parameters}</dt>
            <dd>
              {formatCount(trainable)}
              {nonTrainable > 0 && <small> {t.notTrained(formatCount(nonTrainable))}</small>}
              {details?.copies != null && details.copies > 1 && (
                <Each count={trainable / details.copies} />
              )}
              <Share part={trainable} whole={allWeights} of={t.weightsOf(name)} />
              {details && <WeightTable weights={details.weights} />}
            </dd>
          </>
        )}
        {multiplyAdds > 0 && (
          <>
            <dt>{t.multiplyAdds}</dt>
            <dd>
              {shortCount(multiplyAdds)}
              <small> {t.perSample}</small>
              <Share part={multiplyAdds} whole={allWork} of={t.multiplyAdds} />
            </dd>
          </>
        )}
        {details && program && (
          <>
            <dt>{t.activations}</dt>
            <dd>
              {formatBytes(details.activations * program.batchSize * BYTES)}
              <small> {t.forBatch(formatCount(program.batchSize))}</small>
            </dd>
          </>
        )}
        {details?.field && <Field field={details.field} />}
      </dl>
    </section>
  );
}

function Each({ count }: { readonly count: number }) {
  const { inspector: t } = useTexts();
  // Copies need not be equal: their arguments may name their number.
  return Number.isInteger(count) ? <small> · {t.perCopy(formatCount(count))}</small> : null;
}

function Field({ field }: { readonly field: ReceptiveField }) {
  const { inspector: t } = useTexts();
  const [height, width] = field.image;
  if (field.type === 'all') {
    return (
      <>
        <dt>{t.receptiveField}</dt>
        <dd>{t.everything}</dd>
      </>
    );
  }
  const isMore = field.height >= height && field.width >= width;
  const [down, across] = field.jump.map(formatNumber);
  return (
    <>
      <dt>{t.receptiveField}</dt>
      <dd>
        {field.height}×{field.width}
        <small>
          {' '}
          {isMore ? t.wholeImage(height, width) : t.ofImage(height, width)} ·{' '}
          {t.jump(down ?? '1', across ?? '1')}
        </small>
      </dd>
    </>
  );
}

interface TypesProps {
  readonly heading: string;
  readonly names: readonly string[];
  readonly types: Readonly<Record<string, ValueType>>;
}

function Types({ heading, names, types }: TypesProps) {
  const { inspector: t } = useTexts();
  if (names.length === 0) return null;
  return (
    <>
      <dt>{heading}</dt>
      <dd className={classes.types}>
        {names.map((name) => {
          const type = types[name];
          return (
            <span key={name} data-port={type && portOf(type)} className={classes.type}>
              {names.length > 1 && <small>{name} </small>}
              {type ? typeText(type) : t.unknownType}
            </span>
          );
        })}
      </dd>
    </>
  );
}
