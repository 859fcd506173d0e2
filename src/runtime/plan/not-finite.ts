/** Sentences for numbers that stopped being finite: which loss or network showed it, and which tensor was the first. */
import { NotFiniteError, type Sight } from '../trainer-types.ts';

const ADVICE =
  'The run went back to its last good state. Lower the learning rate, clip gradients, or look at the loss and its inputs.';

export function lossError(node: string, step: number, value: number): NotFiniteError {
  return new NotFiniteError(
    node,
    step,
    `The loss "${node}" became ${Number.isNaN(value) ? 'NaN' : value} at step ${step}; a finite number was expected. ${ADVICE}`,
  );
}

export function weightError(network: string, step: number): NotFiniteError {
  return new NotFiniteError(
    network,
    step,
    `Weights of the network "${network}" stopped being finite at step ${step}. ${ADVICE}`,
  );
}

/** The same error, with the tensor that it began with. */
export function traced(error: NotFiniteError, sight: Sight, step: number): NotFiniteError {
  const { node, message } = error;
  const told = `${message} The first to go wrong, at step ${step}: ${sightText(sight)}.`;
  return new NotFiniteError(node, error.step, told, { sight, step });
}

export function sightText(sight: Sight): string {
  switch (sight.type) {
    case 'layer':
      return `the output of the layer "${sight.layer}" in the network "${sight.network}"`;
    case 'value':
      return `the output of the node "${sight.node}"`;
    case 'gradient':
      return `the gradient of "${sight.weight}" in the network "${sight.network}", taken by "${sight.by}"`;
    case 'weight':
      return `the weight "${sight.weight}" in the network "${sight.network}", as "${sight.by}" updated it`;
    default:
      return sight satisfies never;
  }
}
