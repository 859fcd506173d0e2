/** The optimizer steps of a document, by what they are called on the canvas. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { nodeTitle } from '../canvas/node-title.ts';

export interface StepName {
  readonly id: string;
  readonly title: string;
}

export function stepsOf({ objective }: Pick<Document, 'objective'>): readonly StepName[] {
  return Object.entries(objective.nodes).flatMap(([id, node]) =>
    definitionOf(node.kind)?.family === 'step' ? [{ id, title: nodeTitle(node) }] : [],
  );
}
