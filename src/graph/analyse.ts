/** Everything that is known about a document short of its plan: problems, shapes, facts for every canvas. */
import type { Document } from '../../graph-schemas/document.ts';
import { checkBatchNorm } from './check-batch-norm.ts';
import { checkGradients } from './check-gradients.ts';
import { checkLogits } from './check-logits.ts';
import { checkNames } from './check-names.ts';
import { checkPenalties } from './check-penalties.ts';
import { checkSources } from './check-sources.ts';
import { checkSteps } from './check-steps.ts';
import { checkViews } from './check-views.ts';
import { expandNetwork, expandUnusedBlock, startExpansion } from './expand.ts';
import { type Facts, factsOfNetwork, factsOfObjective } from './facts.ts';
import { blockId } from './graph-of.ts';
import { type InferredNetwork, inferNetwork } from './infer.ts';
import { inferObjective, type Objective } from './objective.ts';
import { checkProfiles, checkUnused, readParameters } from './parameters.ts';
import { ProblemList } from './problem-list.ts';
import { factsThrough, type Through } from './through.ts';
import { readTraining, type TrainingFacts } from './training.ts';

export interface Analysis {
  readonly problems: ProblemList;
  readonly graphs: Facts;
  readonly networks: ReadonlyMap<string, InferredNetwork>;
  readonly objective: Objective;
  /** Null where a number of the training could not be evaluated. */
  readonly training: TrainingFacts | null;
}

export function analyse(
  document: Document,
  values: Readonly<Record<string, number>> = {},
  through: Through | null = null,
): Analysis {
  const problems = new ProblemList();
  const scope = readParameters(document, values, problems);
  const training = readTraining(document.training, scope, problems);
  const expansion = startExpansion(document, problems);
  const networks = new Map<string, InferredNetwork>();
  for (const name of Object.keys(document.networks)) {
    networks.set(name, inferNetwork(expandNetwork(expansion, name, scope), problems));
  }
  const objective = inferObjective(document, networks, scope, training?.batchSize ?? 1, problems);
  const graphs: Facts = { objective: factsOfObjective(objective, networks) };
  for (const network of networks.values()) Object.assign(graphs, factsOfNetwork(network));
  for (const name of Object.keys(document.blocks ?? {})) {
    if (expansion.seen.has(blockId(name))) continue;
    const flat = expandUnusedBlock(expansion, name, scope);
    // What will be connected to it is not known, so its shapes are only a guess.
    const block = inferNetwork(flat, new ProblemList());
    Object.assign(graphs, factsOfNetwork(block));
  }
  if (through) Object.assign(graphs, factsThrough(document, through, scope, networks));
  checkSteps(document, objective, networks, problems);
  checkGradients(objective, networks, problems);
  checkLogits(objective, networks, problems);
  checkSources(objective, problems);
  checkViews(objective, problems);
  checkBatchNorm(objective, networks, problems);
  checkPenalties(objective, networks, problems);
  checkProfiles(document, problems);
  checkNames(document, problems);
  checkUnused(document, scope, problems);
  return { problems, graphs, networks, objective, training };
}
