/** The shape that a card puts out, where the wires are too far away to say it. */
import type { GraphId } from '../../graph/problem.ts';
import { type DocumentState, useDocumentStore } from '../../store/document-store.ts';
import { typeText } from '../words.ts';
import { useDistance } from './far-sight.tsx';
import classes from './node.module.css';

interface CardShapeProps {
  readonly graph: GraphId;
  readonly node: string;
  /** What the card says already. */
  readonly said: string;
}

export function CardShape(props: CardShapeProps) {
  const isWanted = useDistance(({ distance }) => distance === 'middle');
  return isWanted && <Shape {...props} />;
}

function Shape({ graph, node, said }: CardShapeProps) {
  const text = useDocumentStore((state) => shapeOf(state, graph, node));
  const isNews = text !== null && !said.split(' · ').includes(text);
  return isNews && <span className={classes.shape}>{text}</span>;
}

/** Of several outputs the first. A loss has none that says anything. */
function shapeOf({ compilation }: DocumentState, graph: GraphId, node: string): string | null {
  const facts = compilation.graphs[graph]?.nodes[node];
  const first = facts?.ports.outputs[0];
  const type = first && facts.outputs[first.name];
  return type && type.type !== 'loss' ? typeText(type) : null;
}
