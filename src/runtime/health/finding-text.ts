/**
 * What was found, in two sentences: what was seen, with the node and the numbers, and what to try. English; the page says
 * them in its own language by their form.
 */
import type { Finding, Sign } from './health-types.ts';

type Words = Pick<Finding, 'message' | 'advice'>;

export function findingOf(sign: Sign, since: number): Finding {
  const { code, place, numbers } = sign;
  return { code, place, numbers, since, ...wordsOf(sign) };
}

function wordsOf({ code, place, numbers, names = {} }: Sign): Words {
  const node = place?.node ?? '';
  const n = (key: string) => short(numbers[key] ?? Number.NaN);
  const percent = (key: string) => `${short(100 * (numbers[key] ?? Number.NaN))} %`;
  const { network = '', layer = '', step = '' } = names;
  switch (code) {
    case 'discriminator-wins': {
      const answer = numbers.answer === undefined ? '' : `, and the generator loses ${n('answer')}`;
      return {
        message: `The discriminator wins: around "${node}" it loses ${n('score')} in the median of the latest steps, where guessing loses ${n('chance')}${answer}. The generator has little left to learn from.`,
        advice: easeOff(names, numbers),
      };
    }
    case 'discriminator-loses': {
      const { judge = '', maker = '' } = names;
      const other = maker === '' ? '' : `, or lower that of "${maker}"`;
      return {
        message:
          numbers.chance === undefined
            ? `The critic takes generated samples for more real than real ones: its loss around "${node}" is ${n('score')} in the median of the latest steps, where it should be below zero.`
            : `The discriminator does worse than guessing: around "${node}" it loses ${n('score')} in the median of the latest steps, where guessing loses ${n('chance')}.`,
        advice: `Train "${judge}" more often (${n('repeat')} × an iteration now) or raise its learning rate (${n('rate')} now)${other}.`,
      };
    }
    case 'collapse':
      return {
        message: `The samples of "${node}" are nearly all alike: ${n('samples')} of them lie ${percent('ratio')} as far apart as real ones do.`,
        advice:
          step === ''
            ? 'Go back to an earlier checkpoint, and give the discriminator a layer of minibatch standard deviation.'
            : `Lower the learning rate of "${step}", give the discriminator a layer of minibatch standard deviation, or add a gradient penalty; then train from an earlier checkpoint.`,
      };
    case 'dead-units':
      return {
        message:
          (numbers.more ?? 0) > 0
            ? `Units are dead: ${percent('share')} of the channels of "${layer}" in the network "${network}" are zero for every sample, and so it is in ${n('more')} more of the layers of "${node}". Nothing before them learns.`
            : `Units are dead: ${percent('share')} of the channels of "${layer}" in the network "${network}" are zero for every sample, so nothing before them learns.`,
        advice: `Use leaky ReLU there, lower the learning rate of "${step}", or let the biases before it begin at zero.`,
      };
    case 'vanishing-gradients':
      return {
        message: `Gradients vanish in the network "${network}": at "${layer}" they are ${n('rms')} in the root mean square, and ${n('layers')} of its layers hardly move.`,
        advice:
          'Put normalisation between the layers, use ReLU or leaky ReLU in place of sigmoid and tanh inside the network, or use fewer layers.',
      };
    case 'exploding-gradients':
      return {
        message: `Gradients explode in the network "${network}": at "${layer}" they are ${n('rms')} in the root mean square, and ${n('layers')} of its layers are shaken so.`,
        advice: `Clip the gradients of "${step}", lower its learning rate (${n('rate')} now), or put normalisation between the layers.`,
      };
    case 'oscillation':
      return {
        message: `${names.of === 'distance' ? 'The distance of the critic around' : 'The loss'} "${node}" swings: it crossed its own mean ${n('crossings')} times lately, by ${percent('swing')} of its size.`,
        advice: `Lower the learning rate of "${names.steps ?? ''}", use less momentum (beta 1 of 0 to 0.5), or add a gradient penalty.`,
      };
    case 'clip-bound':
      return {
        message: `${percent('share')} of the weights that "${node}" trains lie at the bound of ±${n('bound')} where they are clipped.`,
        advice: `Raise the bound of "${node}", lower its learning rate (${n('rate')} now), or use a gradient penalty in place of clipping.`,
      };
    case 'memory':
      return {
        message:
          names.of === 'array'
            ? `One array is nearly as large as the device allows: ${size(numbers.usedBytes)} of at most ${size(numbers.limitBytes)}. The largest layer is "${layer}" in the network "${network}", which gives ${size(numbers.layerBytes)} for a batch.`
            : `Memory is nearly full: ${size(numbers.usedBytes)} of at most ${size(numbers.limitBytes)} are in use. The largest layer is "${layer}" in the network "${network}", which gives ${size(numbers.layerBytes)} for a batch.`,
        advice:
          'Choose a smaller batch or profile, or give that layer fewer channels. A run that gets no more memory stops; its last checkpoint is kept.',
      };
    case 'loss-scale':
      return {
        message: `No gradient of "${node}" fits into half precision: ${n('skipped')} of its updates were skipped, though its loss is scaled by no more than ${n('scale')}.`,
        advice: `Set the precision to float32 in the training settings, or clip the gradients of "${node}" and keep what enters its losses small.`,
      };
    case 'not-finite':
      return {
        message: `Numbers stopped being finite at step ${n('step')}, beginning with ${names.what ?? `"${node}"`}.`,
        advice:
          step === ''
            ? 'Lower the learning rates, clip gradients, or keep what enters there small.'
            : `Lower the learning rate of "${step}", clip its gradients, or keep what enters there small.`,
      };
    default:
      return code satisfies never;
  }
}

function easeOff(names: Readonly<Record<string, string>>, numbers: Sign['numbers']): string {
  const { judge = '', maker = '', penalty = '' } = names;
  const rate = short(numbers.rate ?? Number.NaN);
  const repeat = numbers.repeat ?? 1;
  const calm =
    penalty === ''
      ? `add a gradient penalty to the losses of "${judge}"`
      : `raise the weight of the penalty "${penalty}"`;
  if (repeat > 1)
    return `Train "${judge}" less often than ${short(repeat)} × an iteration, lower its learning rate (${rate} now), or ${calm}.`;
  return maker === ''
    ? `Lower the learning rate of "${judge}" (${rate} now), or ${calm}.`
    : `Lower the learning rate of "${judge}" (${rate} now), raise that of "${maker}", or ${calm}.`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

function size(bytes = Number.NaN): string {
  const [unit, one] = bytes < 2 ** 30 ? (['MiB', 2 ** 20] as const) : (['GiB', 2 ** 30] as const);
  return `${short(bytes / one)} ${unit}`;
}
