/** How often a source is drawn, as all sources say it. */
import { choice } from './choice.ts';
import { optionalNumeric } from './numeric.ts';

/** For sources that stand in networks as well. */
export const IN_OBJECTIVE =
  "In the objective; empty is the document's batch size. In a network it is that of the network's inputs.";

export function fresh() {
  return choice('iteration', {
    label: 'Drawn',
    help: 'Steps that read the same draw see the same values.',
    choices: [
      {
        value: 'iteration',
        label: 'Once an iteration',
        help: 'All steps of an iteration share it, as DCGAN shares its noise.',
      },
      { value: 'phase', label: 'For each step', help: 'Every optimizer step draws its own.' },
      {
        value: 'repeat',
        label: 'For each repeat',
        help: 'Every repeat of a step draws its own, as WGAN does for its critic.',
      },
    ],
  });
}

export function ownBatchSize(help = "Empty: the document's batch size.") {
  return optionalNumeric({
    label: 'Batch size',
    help,
    min: 1,
    max: 65_536,
    integer: true,
    unit: 'samples',
  });
}
