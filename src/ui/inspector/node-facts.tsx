/** What the compiler found out about a node: types in and out, weights, work. */

import type { GraphId } from '../../graph/problem.ts';
import type { ValueType } from '../../nodes/define.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { formatCount, shortCount } from '../format.ts';
import { portOf, typeText } from '../words.ts';
import classes from './inspector.module.css';

interface NodeFactsProps {
  readonly graph: GraphId;
  readonly id: string;
}

export function NodeFacts({ graph, id }: NodeFactsProps) {
  const facts = useDocumentStore((state) => state.compilation.graphs[graph]?.nodes[id]);
  if (!facts) return null;
  const { inputs, outputs, trainable, nonTrainable, multiplyAdds } = facts;
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>Facts</h3>
      <dl className={classes.facts}>
        <Types heading="In" types={inputs} names={facts.ports.inputs.map(({ name }) => name)} />
        <Types heading="Out" types={outputs} names={facts.ports.outputs.map(({ name }) => name)} />
        {trainable + nonTrainable > 0 && (
          <>
            <dt>Parameters</dt>
            <dd>
              {formatCount(trainable)}
              {nonTrainable > 0 && <small> + {formatCount(nonTrainable)} not trained</small>}
            </dd>
          </>
        )}
        {multiplyAdds > 0 && (
          <>
            <dt>Multiply-adds</dt>
            <dd>
              {shortCount(multiplyAdds)}
              <small> per sample</small>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

interface TypesProps {
  readonly heading: string;
  readonly names: readonly string[];
  readonly types: Readonly<Record<string, ValueType>>;
}

function Types({ heading, names, types }: TypesProps) {
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
              {type ? typeText(type) : 'not known yet'}
            </span>
          );
        })}
      </dd>
    </>
  );
}
