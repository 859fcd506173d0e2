/** Where on the page a step is done: selectors, the most telling first. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { type Cast, chainOf, isWired, lengthOf } from './roles.ts';
import type { TourStep } from './step.ts';

export interface Sight {
  readonly document: Document;
  readonly graph: GraphId;
  readonly selectedNodes: readonly string[];
}

const entry = (id: string) => `[data-entry="${id}"]`;
const card = (id: string | null) => (id === null ? [] : [`#canvas [data-testid="node-${id}"]`]);
const INSPECTOR = '[data-panel="inspector"]';
const SEARCH = '[data-search="palette"]';
const CRUMBS = '#canvas nav';
const RESULTS = '[data-panel="results"]';

/** Where the person stands on another canvas than the step's, the way there. */
export function wayThere(step: TourStep, sight: Sight, cast: Cast): 'objective' | 'network' | null {
  const canvas = step.canvas?.(cast) ?? 'objective';
  if (canvas === sight.graph || step.id === 'train' || step.id === 'watch' || step.id === 'enter')
    return null;
  return canvas === 'objective' ? 'objective' : 'network';
}

export function targetsOf(step: TourStep, sight: Sight, cast: Cast): readonly string[] {
  const way = wayThere(step, sight, cast);
  if (way === 'objective') return [CRUMBS];
  if (way === 'network')
    return sight.graph === 'objective'
      ? card(step.id === 'judgeLayers' ? (cast.seesReal ?? cast.seesFake) : cast.generates)
      : [CRUMBS];
  return [...there(step, sight, cast), SEARCH];
}

/** Settings are in the inspector once the node is selected. */
const settings = (id: string | null, { selectedNodes }: Sight) =>
  id !== null && selectedNodes.includes(id) ? [INSPECTOR] : card(id);

function there(step: TourStep, sight: Sight, cast: Cast): readonly string[] {
  const { document } = sight;
  const { objective } = document;
  const links = chainOf(document.networks[cast.generator ?? ''] ?? { nodes: {}, edges: [] });
  const input = links[0];
  switch (step.id) {
    case 'data':
      return [entry('dataset')];
    case 'points':
      return settings(cast.data, sight);
    case 'noise':
      return cast.noise === null ? [entry('noise')] : settings(cast.noise, sight);
    case 'network':
    case 'judge':
      return [entry('apply+')];
    case 'enter':
      return card(cast.generates);
    case 'input':
      return settings(input?.id ?? null, sight);
    case 'dense':
      return hasKind(document, cast, 'dense') ? card(input?.id ?? null) : [entry('dense')];
    case 'activation':
      return hasKind(document, cast, 'tanh') ? card(links[1]?.id ?? null) : [entry('tanh')];
    case 'more':
    case 'coordinates':
      return [entry('dense')];
    case 'judgeLayers': {
      const first = chainOf(document.networks[cast.judge ?? ''] ?? { nodes: {}, edges: [] })[0];
      return lengthOf(first?.node) === 2 ? [entry('dense')] : settings(first?.id ?? null, sight);
    }
    case 'feed':
      return card(cast.noise);
    case 'judgeTwice':
      if (cast.seesFake === null || cast.seesReal === null) return [entry(`apply:${cast.judge}`)];
      return isWired(objective, cast.data, cast.seesReal) ? card(cast.generates) : card(cast.data);
    case 'losses':
      return [cast.real, cast.fake, cast.fool].includes(null)
        ? [entry('adversarial')]
        : card(cast.seesFake);
    case 'trainers':
      return [entry('optimizer-step')];
    case 'rates':
      return settings(cast.trainsJudge, sight).includes(INSPECTOR)
        ? [INSPECTOR]
        : settings(cast.trainsGenerator, sight);
    case 'picture':
      return cast.picture === null ? [entry('scatter')] : card(cast.picture);
    case 'length':
      return [INSPECTOR];
    case 'train':
      return ['[data-testid="train"]'];
    case 'watch':
      return [RESULTS];
  }
}

const hasKind = ({ networks }: Document, { generator }: Cast, kind: string) =>
  Object.values(networks[generator ?? '']?.nodes ?? {}).some((node) => node.kind === kind);
