/** What is found where numbers stop being finite: no rule sees it coming, the run says it when it stops. */
import type { Program } from '../../compiler/program.ts';
import { sightText } from '../plan/not-finite.ts';
import type { NotFiniteError, Sight } from '../trainer-types.ts';
import { findingOf } from './finding-text.ts';
import type { Finding } from './health-types.ts';
import { layerPlace } from './layer-place.ts';
import { stepOf } from './training.ts';

export function notFiniteFinding(program: Program, error: NotFiniteError): Finding {
  const { first, node } = error;
  const step = first?.step ?? error.step;
  const sign = { code: 'not-finite', numbers: { step } } as const;
  if (!first) return findingOf({ ...sign, place: placeOfNode(program, node) }, step);
  const { sight } = first;
  const network = sight.type === 'value' ? null : sight.network;
  const trains = network === null ? undefined : stepOf(program, network);
  const names = { what: sightText(sight), step: trains?.node ?? '' };
  return findingOf({ ...sign, place: placeOf(sight), names }, step);
}

/** Where it lies on a canvas. */
export function placeOf(sight: Sight): NonNullable<Finding['place']> {
  switch (sight.type) {
    case 'layer':
      return layerPlace(sight.network, sight.layer);
    case 'value':
      return { graph: 'objective', node: sight.node };
    case 'gradient':
    case 'weight':
      return layerPlace(sight.network, sight.weight);
    default:
      return sight satisfies never;
  }
}

/** A loss by its node; a network has none of its own. */
function placeOfNode({ networks }: Program, node: string): Finding['place'] {
  return networks.some(({ name }) => name === node) ? null : { graph: 'objective', node };
}
