/** The guided tour: what it says at each step, by the step's id. */
import type { TextTable } from '../translation.ts';

export const tour = {
  title: 'Guided tour',
  progress: (step: number, steps: number) => `Step ${step} of ${steps}`,
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  doIt: 'Do it for me',
  done: 'Done',
  leave: 'Leave the tour',
  leaveHelp: 'Leave the tour (Esc); the graph stays',
  elsewhere: 'The graph of this tour is in another tab.',
  show: 'Show it',
  gone: 'The graph of this tour was closed.',
  again: 'Start again',
  toObjective: 'First go back to the objective: press Objective above the canvas.',
  toNetwork: 'First enter the network: double-click its node, or select it and press Enter.',
  steps: {
    data: {
      title: 'Data to learn from',
      text: 'You are about to build a GAN from nothing and watch it learn. Begin with what it shall imitate: click Dataset in the palette, or press Ctrl K, type “dataset” and press Enter.',
    },
    points: {
      title: 'Eight clouds of points',
      text: 'The inspector on the right shows the settings of the node that is selected. Set Built-in data to Ring, and Data to Points: eight small clouds on a circle, two numbers each.',
    },
    noise: {
      title: 'Noise to start from',
      text: 'The generator makes samples out of random numbers. Add Noise from the palette, and set its Shape to 32: that many numbers for each sample.',
    },
    network: {
      title: 'A generator',
      text: 'Networks hold layers and own their weights. Add New network from the palette, under Use: this one will turn noise into points.',
    },
    enter: {
      title: 'Go inside',
      text: 'A network has a canvas of its own. Double-click the new node to enter it, or select it and press Enter.',
    },
    input: {
      title: 'What comes in',
      text: 'Every network starts with an input and an output. Select the input and set its Shape to 32, as long as the noise.',
    },
    dense: {
      title: 'A dense layer',
      text: 'Add Dense from the palette; 128 units are fine. Then draw a wire from the input to it: drag from the right side of one card to the left side of the other, or select the input and press C.',
    },
    activation: {
      title: 'An activation',
      text: 'Without a bend between them, layers add up to one straight line. Add Tanh and wire the dense layer to it. The shapes on the wires are worked out as you go.',
    },
    more: {
      title: 'Two more of them',
      text: 'One layer bends little. Add Dense and Tanh twice more in the same way, or select both, copy and paste them: three layers in a row. This is also a good place for “Do it for me”.',
    },
    coordinates: {
      title: 'Two coordinates',
      text: 'A point of the plane is two numbers. Add a last Dense, set its Units to 2, wire it from the last Tanh, and wire it to the output.',
    },
    feed: {
      title: 'Feed it with noise',
      text: 'Go back to the objective, by its name above the canvas. Draw a wire from Noise to the generator.',
    },
    judge: {
      title: 'A discriminator',
      text: 'The other player tells real points from made ones. Add a second New network.',
    },
    judgeLayers: {
      title: 'Its layers',
      text: 'Enter it and build the same again: the input of Shape 2, three times Dense and ReLU, then a Dense with 1 unit, wired to the output. Straight pieces with corners tell clouds from gaps well. “Do it for me” builds what is missing.',
    },
    judgeTwice: {
      title: 'It looks twice',
      text: 'Back on the objective, use the discriminator once more: the palette lists it by its name, and all uses share their weights. Wire the dataset to one use, and the generator to the other.',
    },
    losses: {
      title: 'Who wants what',
      text: 'Add three Adversarial losses. The first, of Side “Discriminator, real”, takes the look at data; “Discriminator, fake” and “Generator” both take the look at made points.',
    },
    trainers: {
      title: 'Two optimizer steps',
      text: 'Add an Optimizer step that trains the discriminator, with two loss weights, and wire the real and the fake loss to it. Add another that trains the generator, of Order 1, and wire the generator’s loss.',
    },
    rates: {
      title: 'How fast they learn',
      text: 'Set the Learning rate of both steps to 0.001. The tour lets it fall to zero in a straight line, which settles the points at the end.',
    },
    picture: {
      title: 'Something to look at',
      text: 'Add a Scatter plot. Wire the dataset to “real”, and the generator to “generated”.',
    },
    length: {
      title: 'How long',
      text: 'With nothing selected, the inspector shows the training: set Batch size to 256 and Length to 2000 steps. Check that the Problems panel is empty.',
    },
    train: {
      title: 'Train',
      text: 'Everything is in place. Press Train, or Ctrl Enter.',
    },
    watch: {
      title: 'Watch it learn',
      text: 'Losses draws a curve for each loss. Under Samples the made points find one cloud after another. Pause, change something, train again: Undo always leads back. Presets hold fifteen more GANs.',
    },
  },
} as const satisfies TextTable;
