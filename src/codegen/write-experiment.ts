/** The class `Experiment`: networks, optimizer steps, the order of an iteration, sheets and state. */
import type { Phase, Program } from '../compiler/program.ts';
import type { BatchPlan } from './batch-plan.ts';
import type { ObjectiveNames } from './objective-names.ts';
import { call, comment, docstring, literal, quoted, statement } from './python-text.ts';
import type { SharedValues } from './shared-values.ts';
import { networkVariable, type Scene } from './step-lines.ts';
import { writePhase } from './write-phase.ts';
import { feedLines, stepLine } from './write-setup.ts';
import { shownViews, writeView } from './write-view.ts';

export function writeExperiment(
  program: Program,
  names: ObjectiveNames,
  shared: SharedValues,
  batch: BatchPlan,
): string {
  const scene: Scene = { program, names, batch: 'self.batch_size', isView: false };
  const phases = program.iteration.flatMap((group) => group.phases);
  const views = shownViews(program);
  const losses = [
    ...new Set(
      phases.flatMap((phase) => phase.losses.map(({ value }) => value.split('.')[0] ?? '')),
    ),
  ];
  return [
    'class Experiment:',
    docstring('The networks, their optimizer steps, and what one iteration does.', 1),
    '',
    statement(`losses = (${losses.map(quoted).join(', ')}${losses.length === 1 ? ',' : ''})`, 1),
    '',
    constructorText(program, names, shared, phases),
    '',
    iterationText(program, names),
    ...phases.flatMap((phase) => ['', writePhase(scene, phase, shared, batch)]),
    ...views.flatMap((view) => ['', writeView(program, names, view)]),
    '',
    sheetsText(program, names),
    '',
    STATE,
  ].join('\n');
}

function constructorText(
  program: Program,
  names: ObjectiveNames,
  shared: SharedValues,
  phases: readonly Phase[],
): string {
  const lines: string[] = [
    statement('def __init__(self, args: argparse.Namespace, processes: Processes) -> None:', 1),
    ...[
      'self.processes = processes',
      'self.device = processes.device',
      'self.seed: int = args.seed',
      'self.batch_size: int = args.batch_size',
      'self.accumulate: int = args.accumulate',
      'self.step = 0',
      'self.log: dict[str, Tensor] = {}',
    ].map((line) => statement(line, 2)),
  ];
  for (const { className, variable } of names.networks.values()) {
    lines.push(statement(`self.${variable} = processes.prepare(${className}())`, 2));
  }
  const networks = [...names.networks.values()];
  lines.push(
    statement(
      `self.networks: dict[str, nn.Module] = {${networks.map(({ variable }) => `"${variable}": self.${variable}`).join(', ')}}`,
      2,
    ),
  );
  for (const { name, code, isPool } of names.modules.values()) {
    const module = code.module;
    if (!module) continue;
    const args = module.arguments.map(({ name, value, isPositional }) =>
      isPositional ? literal(value) : `${name}=${literal(value)}`,
    );
    const made = call(module.type, args);
    lines.push(statement(`self.${name} = ${isPool ? made : `${made}.to(self.device)`}`, 2));
  }
  const listed = (isPool: boolean) =>
    [...names.modules.values()]
      .filter((module) => module.isPool === isPool)
      .map(({ name }) => `"${name}": self.${name}`)
      .join(', ');
  lines.push(
    statement(`self.modules: dict[str, nn.Module] = {${listed(false)}}`, 2),
    statement(`self.pools: dict[str, Any] = {${listed(true)}}`, 2),
    statement('processes.share_first_values([*self.networks.values()])', 2),
  );
  for (const [network, name] of names.averages) {
    lines.push(statement(`self.${name} = Average(self.${networkVariable(names, network)})`, 2));
  }
  const averages = [...names.averages].map(
    ([network, name]) => `"${networkVariable(names, network)}": self.${name}`,
  );
  lines.push(statement(`self.averages: dict[str, Average] = {${averages.join(', ')}}`, 2));
  lines.push(...feedLines(program));
  lines.push(statement('precision = Precision(args.precision, self.device)', 2));
  for (const phase of phases) lines.push(stepLine(phase, names, shared));
  const steps = phases.map(
    ({ node }) => `"${names.steps.get(node)}": self.${names.steps.get(node)}`,
  );
  lines.push(statement(`self.steps: dict[str, OptimizerStep[Batch]] = {${steps.join(', ')}}`, 2));
  return lines.join('\n');
}

function iterationText({ iteration }: Program, names: ObjectiveNames): string {
  const lines = iteration.flatMap(({ order, phases }) => {
    const steps = phases.map(({ node }) => `self.${names.steps.get(node)}`);
    const together = phases.length > 1 ? ', from the same weights' : '';
    return [
      comment(`Order ${order}: ${phases.map(({ title }) => title).join(' and ')}${together}.`, 2),
      statement(`run_together([${steps.join(', ')}], batches, self.step, self.log)`, 2),
    ];
  });
  return [
    '    def iterate(self) -> None:',
    docstring('One iteration: every optimizer step that is due, in order.', 2),
    '        set_iteration([*self.networks.values()], self.step)',
    '        batches = [Batch(self) for _ in range(self.accumulate)]',
    ...lines,
    '        self.step += 1',
  ].join('\n');
}

function sheetsText(program: Program, names: ObjectiveNames): string {
  const views = shownViews(program);
  const lines = views.flatMap(({ node, spec }) => {
    const averages =
      spec.usesAverage && names.averages.size > 0 ? '[*self.averages.values()]' : '[]';
    return [
      statement(`with showing(shown, ${averages}, self.seed):`, 2),
      statement(`sheets[${quoted(node)}] = self.${names.viewMethods.get(node)}()`, 3),
    ];
  });
  return [
    '    def sheets(self) -> dict[str, Image.Image]:',
    docstring('What the views of the document show now.', 2),
    '        sheets: dict[str, Image.Image] = {}',
    ...(lines.length > 0
      ? ['        shown = [*self.networks.values(), *self.modules.values()]', ...lines]
      : []),
    '        return sheets',
  ].join('\n');
}

const STATE = `    def state(self) -> dict[str, Any]:
        """Everything that a checkpoint keeps. All processes must call it."""
        own = {
            "random": random_state(),
            "pools": {name: pool.stored for name, pool in self.pools.items()},
        }
        return {
            "step": self.step,
            "networks": {k: v.state_dict() for k, v in self.networks.items()},
            "modules": {k: v.state_dict() for k, v in self.modules.items()},
            "averages": {k: v.weights for k, v in self.averages.items()},
            "steps": {k: v.state() for k, v in self.steps.items()},
            "cursors": {k: v.cursor for k, v in self.feeds.items()},
            "losses": {k: float(v) for k, v in self.log.items()},
            "processes": self.processes.gather(own),
        }

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Goes on from a checkpoint, exactly where as many processes run as then."""
        known = {*state["networks"], *state["steps"]}
        if known != {*self.networks, *self.steps}:
            raise SystemExit("--resume: the checkpoint is that of another program.")
        self.step = state["step"]
        for name, network in self.networks.items():
            expect_state(network, state["networks"][name], f"The weights of {name}")
            network.load_state_dict(state["networks"][name])
        for name, module in self.modules.items():
            module.load_state_dict(state["modules"][name])
        for name, average in self.averages.items():
            for key, weight in state["averages"][name].items():
                average.weights[key].copy_(weight)
        for name, step in self.steps.items():
            step.load_state(state["steps"][name])
        for name, feed in self.feeds.items():
            feed.go_to(state["cursors"][name])
        self.log = {
            name: torch.tensor(value, device=self.device)
            for name, value in state["losses"].items()
        }
        if len(state["processes"]) == self.processes.count:
            own = state["processes"][self.processes.rank]
            set_random_state(own["random"])
            for name, pool in self.pools.items():
                pool.stored = [sample.to(self.device) for sample in own["pools"][name]]

    def load_weights(self, path: Path) -> None:
        """Goes on from weights.safetensors: weights, averages, optimizers, pools."""
        tensors, metadata = read_safetensors(path)
        self.step = int(metadata.get("step", "0"))
        for name, network in self.networks.items():
            load_network(network, tensors, name)
        for name, average in self.averages.items():
            own = dict(self.networks[name].named_parameters())
            for key, weight in average.weights.items():
                weight.copy_(tensors.get(f"average.{name}.{key}", own[key].detach()))
        for name, step in self.steps.items():
            updates = int(metadata.get(f"updates.{name}", "0"))
            load_optimizer(step, tensors, f"optimizer.{name}", updates)
        for name, module in self.modules.items():
            own_state = module.state_dict()
            given = {key: tensors.get(f"objective.{name}.{key}") for key in own_state}
            found = {key: value for key, value in given.items() if value is not None}
            module.load_state_dict(found, strict=False)
        for name, pool in self.pools.items():
            stored = tensors.get(f"pool.{name}")
            if stored is not None:
                pool.stored = [sample.to(self.device) for sample in stored]

    def save_weights(self, path: Path) -> None:
        """Writes what load_weights reads; Ganvas reads it, too."""
        tensors: dict[str, Tensor] = {}
        metadata = {"format": "pt", "layout": "pytorch"}
        metadata.update(seed=str(self.seed), step=str(self.step))
        for name, network in self.networks.items():
            tensors.update(network_tensors(network, name))
        for name, average in self.averages.items():
            for key, weight in average.weights.items():
                tensors[f"average.{name}.{key}"] = weight
        for name, step in self.steps.items():
            slots, updates = optimizer_tensors(step, f"optimizer.{name}")
            tensors.update(slots)
            metadata[f"updates.{name}"] = str(updates or self.step)
        for name, module in self.modules.items():
            tensors.update(network_tensors(module, f"objective.{name}"))
        for name, pool in self.pools.items():
            if pool.stored:
                tensors[f"pool.{name}"] = torch.stack(pool.stored)
        write_safetensors(path, tensors, metadata)`;
