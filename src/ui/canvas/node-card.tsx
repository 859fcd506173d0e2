/** A node on the canvas: title, main settings, ports, size in weights, and a mark where something is wrong. */
import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { type DocumentState, useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { shortCount } from '../format.ts';
import { later } from '../later.tsx';
import { CardOverlay } from '../overlays/card-overlay.tsx';
import { textsNow } from '../texts/texts.ts';
import { cardFact } from './card-fact.ts';
import { CardShape } from './card-shape.tsx';
import type { CardNode } from './flow-types.ts';
import { KIND_ICONS } from './kind-icons.tsx';
import classes from './node.module.css';
import { nodeTitle } from './node-title.ts';
import { BadgeText } from './numbers/badge-text.tsx';
import { PortRows } from './port-rows.tsx';
import { ProblemMark } from './problem-mark.tsx';
import { SamplePeek } from './sample-peek.tsx';
import { lettersIn, lettersInTwoLines } from './type-fit.ts';
import { useMeasuredAgain } from './use-measured-again.ts';

const HealthMark = later(
  async () => (await import('../health/health-mark.tsx')).HealthMark,
  () => useRunStore((state) => state.health.findings.length > 0),
);

export const NodeCard = memo(function NodeCard({ id, data }: NodeProps<CardNode>) {
  const node = useDocumentStore((state) => graphOf(state.document, data.graph)?.nodes[id]);
  // Each part by itself: a change of shapes alone then renders no card.
  const factsOf = ({ compilation }: DocumentState) => compilation.graphs[data.graph]?.nodes[id];
  const ports = useDocumentStore((state) => factsOf(state)?.ports);
  const trainable = useDocumentStore((state) => factsOf(state)?.trainable ?? 0);
  const badge = useDocumentStore((state) => factsOf(state)?.badge);
  const portNames = ports ? [...ports.inputs, ...ports.outputs].map(({ name }) => name).join() : '';
  useMeasuredAgain(id, portNames);
  if (!node) return null;
  const definition = definitionOf(node.kind);
  const Icon = definition && KIND_ICONS[definition.group];
  const title = nodeTitle(node);
  const fact = cardFact(id, node, badge);
  // They change with the badge alone, as far as a card shows them.
  const params = factsOf(useDocumentStore.getState())?.params;
  return (
    <div className={classes.card} data-group={definition?.group} data-testid={`node-${id}`}>
      <CardOverlay graph={data.graph} id={id} />
      <div className={classes.head}>
        {Icon && (
          <span className={classes.kind}>
            <Icon size={14} />
          </span>
        )}
        <span className={classes.title} title={`${title} (${id})`} style={fitOf(title)}>
          {title}
        </span>
        <ProblemMark graph={data.graph} node={id} />
        <HealthMark graph={data.graph} node={id} />
      </div>
      <div className={classes.facts}>
        <span className={fact.isId ? classes.id : classes.badge} style={fitOf(fact.text)}>
          {fact.isId ? (
            fact.text
          ) : (
            <BadgeText text={fact.text} definition={definition} params={params} />
          )}
        </span>
        {trainable > 0 && (
          <span className={classes.count} title={textsNow().results.samples.trainedParameters}>
            {shortCount(trainable)}
          </span>
        )}
        <CardShape graph={data.graph} node={id} said={fact.text} />
      </div>
      {ports && <PortRows graph={data.graph} node={id} ports={ports} />}
      {definition?.family === 'view' && <SamplePeek view={id} />}
    </div>
  );
});

type Fit = CSSProperties & Readonly<Record<`--${string}`, number>>;

/** The style sheet sets type as large as the width of its words allows. */
const fitOf = (text: string): Fit => ({
  '--letters': lettersIn(text),
  '--letters-in-two': lettersInTwoLines(text),
});
