/** The `forward` of a class: one line for each layer, in the program's order. */
import { replaceNumbers } from './call-numbers.ts';
import { calledNames, inputNames, membersOf } from './class-members.ts';
import { type ClassPlan, callPlace } from './module-classes.ts';
import type { BlockUse, LayerLeaf, Ref, Scope } from './module-tree.ts';
import { Names, snake } from './python-names.ts';
import { docstring, statement, WIDTH } from './python-text.ts';
import { asksFor, fillCall, torchShape } from './torch-code.ts';

/** Without inputs there is nothing to read the size of the batch from. */
export function isSourceScope(scope: Scope): boolean {
  return scope.inputs.length === 0;
}

export function printForward(plan: ClassPlan): string {
  const { first } = plan;
  const inputs = inputNames(plan);
  const lines = new ForwardWriter(plan, inputs).write();
  const parameters = [
    'self',
    ...inputs.map((name) => `${name}: Tensor`),
    ...(isSourceScope(first) ? ['batch: int', 'device: torch.device'] : []),
  ];
  const many = first.outputs.map(() => 'Tensor').join(', ');
  const result = first.outputs.length === 1 ? 'Tensor' : `tuple[${many}]`;
  const taken = first.inputs.map(({ shape }, index) => `${inputs[index]} ${torchShape(shape)}`);
  const given = first.outputs.map(({ shape }) => torchShape(shape));
  const isFixed = haveOneShape(plan);
  const shapes = `${[...taken].join(', ') || 'Nothing'} → ${given.join(', ')}${isFixed ? '' : ' where it is used first'}.`;
  return [
    statement(`def forward(${parameters.join(', ')}) -> ${result}:`, 1),
    docstring(shapes, 2),
    ...lines,
  ].join('\n');
}

function haveOneShape({ copies, first }: ClassPlan): boolean {
  return copies.every((copy) => shapesOf(copy) === shapesOf(first));
}

/** Whether all copies have the same shapes inside, too. */
function hasFixedShapes(plan: ClassPlan): boolean {
  return plan.parameters.length === 0 && haveOneShape(plan);
}

function shapesOf({ inputs, outputs }: Scope): string {
  return JSON.stringify([inputs.map(({ shape }) => shape), outputs.map(({ shape }) => shape)]);
}

class ForwardWriter {
  readonly #plan: ClassPlan;
  readonly #scope: Scope;
  readonly #names: Names;
  readonly #values = new Map<Ref, string>();
  readonly #chain: string;
  /** Positions of the children that read a value; outputs of the class count as one past the end. */
  readonly #readers = new Map<Ref, number[]>();
  readonly #lines: { target: string; expression: string; note: string }[] = [];
  readonly #inputs: readonly string[];

  constructor(plan: ClassPlan, inputs: readonly string[]) {
    this.#plan = plan;
    this.#scope = plan.first;
    this.#inputs = inputs;
    const { children } = this.#scope;
    children.forEach((child, index) => {
      for (const ref of readsOf(child)) this.#read(ref, index);
    });
    for (const { ref } of this.#scope.outputs) this.#read(ref, children.length);
    this.#names = new Names([...inputs, 'self', 'batch', 'device'], calledNames(plan));
    this.#scope.inputs.forEach(({ ref }, index) => {
      this.#values.set(ref, inputs[index] ?? 'x');
    });
    const x = this.#scope.inputs.find((_, index) => inputs[index] === 'x');
    const isFree = !x || (this.#readers.get(x.ref) ?? []).every((reader) => reader === 0);
    this.#chain = isFree ? 'x' : this.#names.take('h');
  }

  write(): readonly string[] {
    const { children, outputs } = this.#scope;
    children.forEach((child, index) => {
      if (child.type === 'layer') this.#layer(child, index);
      else this.#use(child, index);
    });
    const results = outputs.map(({ ref }) => this.#value(ref));
    const start = this.#batchLines();
    const last = this.#lines.at(-1);
    const [result] = results;
    if (last && results.length === 1 && result === last.target) {
      this.#lines.pop();
      return [...start, ...this.#printed(), statement(`return ${last.expression}`, 2)];
    }
    return [...start, ...this.#printed(), statement(`return ${results.join(', ')}`, 2)];
  }

  #printed(): string[] {
    return this.#lines.map(({ target, expression, note }) => {
      const text = statement(`${target} = ${expression}`, 2);
      const isShort = !text.includes('\n') && text.length + note.length + 4 <= WIDTH;
      return note !== '' && isShort ? `${text}  # ${note}` : text;
    });
  }

  /** `batch` and `device`, where layers without inputs of their own want to know them. */
  #batchLines(): string[] {
    const { children } = this.#scope;
    const [input] = this.#inputs;
    if (input === undefined) return [];
    const wants = (name: 'batch' | 'device') =>
      children.some((child) =>
        child.type === 'layer'
          ? child.layer.inputs.length === 0 && asksFor(child.code, name)
          : child.copies.some(isSourceScope),
      );
    return [
      ...(wants('batch') ? [`        batch = ${input}.shape[0]`] : []),
      ...(wants('device') ? [`        device = ${input}.device`] : []),
    ];
  }

  #read(ref: Ref, reader: number): void {
    this.#readers.set(ref, [...(this.#readers.get(ref) ?? []), reader]);
  }

  #value(ref: Ref): string {
    const value = this.#values.get(ref);
    if (value === undefined) throw new Error(`internal: ${ref} is read before it is made`);
    return value;
  }

  /** A value that only the next line reads needs no name of its own. */
  #target(ref: Ref, node: string, index: number): string {
    const readers = this.#readers.get(ref) ?? [];
    const isPassing = readers.every((reader) => reader === index + 1);
    const name = isPassing ? this.#chain : this.#names.take(snake(node));
    this.#values.set(ref, name);
    return name;
  }

  #layer({ node, layer, code }: LayerLeaf, index: number): void {
    const inputs = layer.inputs.map((ref) => this.#value(ref));
    const member = membersOf(this.#plan)[index];
    const [first] = inputs;
    const call = replaceNumbers(code.call, (position) => {
      const parameter = this.#plan.parameterAt.get(callPlace(index, position));
      return parameter ? `self._${parameter.name}` : null;
    });
    const expression = fillCall(call, {
      inputs,
      ...(member?.type === 'module' ? { module: `self.${member.name}` } : {}),
      batch: () => (first === undefined ? 'batch' : `${first}.shape[0]`),
      device: () => (first === undefined ? 'device' : `${first}.device`),
      iteration: () => 'self.iteration',
    });
    const before = layer.inputShapes[0];
    const isChanged = JSON.stringify(before) !== JSON.stringify(layer.outputShape);
    const isFixed = hasFixedShapes(this.#plan);
    const note = isChanged && isFixed ? torchShape(layer.outputShape) : '';
    this.#lines.push({ target: this.#target(layer.id, node, index), expression, note });
  }

  #use({ node, copies, isRecomputed }: BlockUse, index: number): void {
    const member = membersOf(this.#plan)[index];
    if (member?.type === 'chain') {
      const [start, end] = [copies[0]?.inputs[0], copies.at(-1)?.outputs[0]];
      if (!start || !end) throw new Error(`internal: the chain ${node} has no ends`);
      const given = this.#value(start.ref);
      const expression = isRecomputed
        ? `recomputed_chain(self.${member.name}, ${given})`
        : `self.${member.name}(${given})`;
      const note = hasFixedShapes(this.#plan) ? torchShape(end.shape) : '';
      this.#lines.push({ target: this.#target(end.ref, node, index), expression, note });
      return;
    }
    copies.forEach((copy, number) => {
      const name = member?.type === 'copies' ? (member.names[number] ?? '') : '';
      const given = copy.inputs.map(({ ref }) => this.#value(ref));
      if (isSourceScope(copy)) given.push('batch', 'device');
      const targets = copy.outputs.map(({ ref }) =>
        copies.length === 1 && copy.outputs.length === 1
          ? this.#target(ref, node, index)
          : this.#named(node, ref),
      );
      const note = hasFixedShapes(this.#plan)
        ? copy.outputs.map(({ shape }) => torchShape(shape)).join(', ')
        : '';
      this.#lines.push({
        target: targets.join(', '),
        expression:
          isRecomputed && !isSourceScope(copy)
            ? `recomputed(self.${name}, ${given.join(', ')})`
            : `self.${name}(${given.join(', ')})`,
        note,
      });
    });
  }

  #named(use: string, ref: Ref): string {
    const name = this.#names.take(snake(`${use}_${ref.split('/').at(-1) ?? ref}`));
    this.#values.set(ref, name);
    return name;
  }
}

function readsOf(child: LayerLeaf | BlockUse): readonly Ref[] {
  if (child.type === 'layer') return child.layer.inputs;
  const made = new Set(child.copies.flatMap(({ outputs }) => outputs.map(({ ref }) => ref)));
  return child.copies.flatMap(({ inputs }) =>
    inputs.flatMap(({ ref }) => (made.has(ref) ? [] : [ref])),
  );
}
