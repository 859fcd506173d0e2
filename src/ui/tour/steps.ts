/**
 * The steps of the tour, from an empty canvas to a ring GAN that trains: when each is done, told from the document and
 * the page alone, and the edits that do it. Pure; where the tour points is in `targets.ts`, what it says in the texts.
 */
import { castOf } from './roles.ts';
import type { TourState, TourStep } from './step.ts';
import { generatorSteps } from './steps-generator.ts';
import { judgeSteps } from './steps-judge.ts';
import { trainingSteps } from './steps-training.ts';

export const TOUR: readonly TourStep[] = [...generatorSteps, ...judgeSteps, ...trainingSteps];

export const isStepDone = (step: TourStep, state: TourState): boolean =>
  step.isDone(state, castOf(state.document));
