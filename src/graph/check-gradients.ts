/**
 * Follows gradients from the losses of every step back to the networks that it trains: each must be
 * reached, and one step should not serve both sides of the game.
 */
import type { InferredNetwork } from './infer.ts';
import { type GradientPaths, gradientPaths } from './network-gradients.ts';
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';

type PathsOf = (network: string, output: string) => GradientPaths;

export function checkGradients(
  objective: Objective,
  networks: ReadonlyMap<string, InferredNetwork>,
  problems: ProblemList,
): void {
  const known = new Map<string, GradientPaths>();
  const pathsOf: PathsOf = (name, output) => {
    const key = `${name}.${output}`;
    const network = networks.get(name);
    const paths = known.get(key) ?? (network && gradientPaths(network, output));
    if (paths) known.set(key, paths);
    return paths ?? { reachesWeights: false, inputs: [] };
  };
  for (const { id, definition, params, isSound } of objective.canvas.nodes.values()) {
    if (definition.family === 'step' && isSound) {
      checkStep(objective, id, definition.step(params).trains, pathsOf, problems);
    }
  }
}

function checkStep(
  { canvas, values }: Objective,
  step: string,
  trains: readonly string[],
  pathsOf: PathsOf,
  problems: ProblemList,
): void {
  const losses = (canvas.nodes.get(step)?.ports.inputs ?? []).flatMap(({ name }) => {
    const wire = canvas.wires.get(`${step}.${name}`);
    return wire ? [wire.node] : [];
  });
  // An unknown shape on the way is told elsewhere.
  if (losses.length === 0 || losses.some((loss) => !values.has(`${loss}.loss`))) return;
  const reached = losses.map((loss) => reachedFrom(canvas, loss, pathsOf));
  const where = { graph: 'objective', node: step } as const;
  for (const name of new Set(trains)) {
    if (reached.some((networks) => networks.has(name))) continue;
    problems.error(
      'step.no-gradient',
      { ...where, field: 'trains' },
      `${step} trains ${name}, but no gradient of its losses (${losses.join(', ')}) reaches a weight of ${name}`,
      {
        label: `Do not train ${name} here`,
        edits: [
          {
            type: 'set-params',
            graph: 'objective',
            id: step,
            params: { trains: trains.filter((other) => other !== name) },
          },
        ],
      },
    );
  }
  for (const [index, loss] of losses.entries()) {
    if (trains.length === 0 || trains.some((name) => reached[index]?.has(name))) continue;
    problems.warning(
      'step.no-gradient',
      { ...where, port: `loss${index}` },
      `the loss ${loss} does not depend on the weights that ${step} trains (${trains.join(', ')})`,
    );
  }
  checkSides(canvas, step, trains, losses, reached, problems);
}

/** Only adversarial losses take sides: a reconstruction may serve any network. */
function checkSides(
  canvas: Objective['canvas'],
  step: string,
  trains: readonly string[],
  losses: readonly string[],
  reached: readonly ReadonlySet<string>[],
  problems: ProblemList,
): void {
  const trainedFor = (side: 'discriminator' | 'generator') =>
    trains.filter((name) =>
      losses.some((loss, index) => {
        const node = canvas.nodes.get(loss);
        if (node?.definition.family !== 'loss' || !node.definition.takesLogits) return false;
        return node.definition.side(node.params) === side && reached[index]?.has(name);
      }),
    );
  const [judges, makers] = [trainedFor('discriminator'), trainedFor('generator')];
  const pair = judges.flatMap((judge) =>
    makers.flatMap((maker) => (maker === judge ? [] : [[judge, maker] as const])),
  )[0];
  if (!pair) {
    checkFoundOut(canvas, step, trains, losses, reached, problems);
    return;
  }
  problems.warning(
    'step.both-sides',
    { graph: 'objective', node: step, field: 'trains' },
    `${step} trains ${pair[0]} to tell real from fake and ${pair[1]} to fool it in one step, so each also gets the other's gradient; use a step for each side`,
  );
}

/**
 * A generator in the discriminator's step: some network is trained by all losses of the discriminator, and another by
 * only some of them, through the samples that it makes.
 */
function checkFoundOut(
  canvas: Objective['canvas'],
  step: string,
  trains: readonly string[],
  losses: readonly string[],
  reached: readonly ReadonlySet<string>[],
  problems: ProblemList,
): void {
  const judging = losses.flatMap((loss, index) => {
    const { definition, params } = canvas.nodes.get(loss) ?? {};
    if (definition?.family !== 'loss' || !definition.takesLogits) return [];
    if (definition.side(params) !== 'discriminator') return [];
    return [{ side: params?.side, networks: reached[index] ?? new Set<string>() }];
  });
  const judge = trains.find((name) => judging.every(({ networks }) => networks.has(name)));
  if (judging.length < 2 || judge === undefined) return;
  for (const name of new Set(trains)) {
    const telling = judging.filter(({ networks }) => networks.has(name));
    if (telling.length === 0 || telling.length === judging.length) continue;
    // What sees one of several domains before a judge of all learns from the real and the fake of its own.
    if (new Set(telling.map(({ side }) => side)).size > 1) continue;
    problems.warning(
      'step.both-sides',
      { graph: 'objective', node: step, field: 'trains' },
      `${step} trains ${judge} to tell real from fake, and ${name} by the same losses to be told apart; train ${name} in a step of its own`,
      {
        label: `Do not train ${name} here`,
        edits: [
          {
            type: 'set-params',
            graph: 'objective',
            id: step,
            params: { trains: trains.filter((other) => other !== name) },
          },
        ],
      },
    );
  }
}

function reachedFrom(
  canvas: Objective['canvas'],
  loss: string,
  pathsOf: PathsOf,
): ReadonlySet<string> {
  const networks = new Set<string>();
  const seen = new Set<string>();
  const open: string[] = [];
  const follow = (id: string, port: string) => {
    const wire = canvas.wires.get(`${id}.${port}`);
    if (wire) open.push(`${wire.node}.${wire.port}`);
  };
  const { definition, params } = canvas.nodes.get(loss) ?? {};
  let constants: readonly string[] = [];
  if (definition?.family === 'loss') {
    if (definition.network) networks.add(definition.network(params));
    constants = definition.constants?.(params) ?? [];
  }
  for (const { name } of canvas.nodes.get(loss)?.ports.inputs ?? []) {
    if (!constants.includes(name)) follow(loss, name);
  }
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    const [id = '', port = ''] = value.split('.');
    const node = canvas.nodes.get(id);
    if (node?.definition.family === 'structure') {
      const network = String(node.params.network);
      const { reachesWeights, inputs } = pathsOf(network, port);
      if (reachesWeights) networks.add(network);
      for (const input of inputs) follow(id, input);
    } else if (node?.definition.family === 'layer') {
      if (node.definition.traits?.includes('passes-gradient-not')) continue;
      for (const { name } of node.ports.inputs) follow(id, name);
    } else if (node?.definition.family === 'operation') {
      for (const { name } of node.ports.inputs) follow(id, name);
    }
  }
  return networks;
}
