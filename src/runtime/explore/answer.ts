/** Answers what is asked of an explored checkpoint: latents or images in, pictures out. */
import { encoded, translatedData, translatedPixels } from './answer-images.ts';
import {
  betweenClasses,
  combined,
  drawn,
  inClasses,
  mixed,
  samples,
  walked,
} from './answer-latents.ts';
import { layer } from './answer-layer.ts';
import { ExploreError } from './explore-error.ts';
import type { Explorer } from './explorer.ts';
import { Question } from './question.ts';
import type { Ask, Contents, Pictures, Setting } from './requests.ts';

export function contentsOf({ program, subjects, step }: Explorer): Contents {
  return {
    step,
    seed: program.seed,
    subjects,
    networks: program.networks.map(({ name, layers }) => ({
      name,
      layers: layers.map(({ id, kind }) => ({ id, kind })),
    })),
  };
}

/** Rejects with an ExploreError where what is asked cannot be. */
export async function answer(explorer: Explorer, setting: Setting, ask: Ask): Promise<Pictures> {
  const subject = explorer.subjects.find(({ value }) => value === setting.subject);
  if (!subject) {
    throw new ExploreError(
      `At step ${explorer.step} nothing that the document shows is made by "${setting.subject}". Choose another picture.`,
    );
  }
  const question = new Question(explorer, subject, setting);
  switch (ask.type) {
    case 'sample':
      return subject.latent ? samples(question, ask.count) : translatedData(question, ask.count);
    case 'draw':
      return drawn(question, ask);
    case 'walk':
      return walked(question, ask);
    case 'combine':
      return combined(question, ask);
    case 'classes':
      return inClasses(question, ask);
    case 'between':
      return betweenClasses(question, ask);
    case 'mix':
      return mixed(question, ask);
    case 'translate':
      return translatedPixels(question, ask.pixels);
    case 'encode':
      return encoded(question, ask.pixels);
    case 'layer':
      return layer(question, ask);
    default:
      return ask satisfies never;
  }
}
