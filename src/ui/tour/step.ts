/** What a step of the tour is, and the numbers of the GAN that the steps build. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Cast } from './roles.ts';

export interface TourState {
  readonly document: Document;
  readonly graph: GraphId;
  /** A run of this document has begun. */
  readonly isTraining: boolean;
}

export interface TourStep {
  readonly id: StepId;
  isDone(state: TourState, cast: Cast): boolean;
  /** What "Do it for me" does to the document; other things are done by the page. */
  edits?(document: Document, cast: Cast): readonly Edit[];
  /** The canvas on which it is done, where that is not the objective. */
  canvas?(cast: Cast): GraphId | null;
  /** Reading is enough. */
  readonly isTold?: boolean;
}

export type StepId =
  | 'data'
  | 'points'
  | 'noise'
  | 'network'
  | 'enter'
  | 'input'
  | 'dense'
  | 'activation'
  | 'more'
  | 'coordinates'
  | 'feed'
  | 'judge'
  | 'judgeLayers'
  | 'judgeTwice'
  | 'losses'
  | 'trainers'
  | 'rates'
  | 'picture'
  | 'length'
  | 'train'
  | 'watch';

export const LATENT = 32;
export const HIDDEN = 128;
export const LAYERS = 3;
export const RATE = 0.001;
export const BATCH = 256;
export const STEPS = 2000;

export const objective = 'objective' as const;

export const network = (name: string | null): GraphId | null =>
  name === null ? null : `networks.${name}`;

/** On the objective. */
export const setParams = (id: string, params: Readonly<Record<string, unknown>>): Edit => ({
  type: 'set-params',
  graph: objective,
  id,
  params,
});

/** On the objective. */
export function addNode(
  id: string,
  kind: string,
  at: readonly [number, number],
  params?: Readonly<Record<string, unknown>>,
): Edit {
  const node = { kind, at: [at[0], at[1]] as [number, number], ...(params ? { params } : {}) };
  return {
    type: 'add-node',
    graph: objective,
    id,
    node: node as Extract<Edit, { type: 'add-node' }>['node'],
  };
}
