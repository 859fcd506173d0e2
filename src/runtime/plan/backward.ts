/**
 * Gradients taken back through a tape, as tf.js takes them and in its order, so equal to the last bit. Unlike it this frees
 * whatever nothing later on the way needs: gradients of values, and what was kept for a node once it is passed.
 */
import * as tf from '@tensorflow/tfjs-core';
import { disposeTape, nextTensorId, recordTape, type TapeNode } from './tape.ts';

/** A node with only those inputs that want a gradient. */
type Passed = Pick<TapeNode, 'kernelName' | 'inputs' | 'outputs' | 'gradient' | 'saved' | 'rerun'>;

/** ∂ total / ∂ each of `variables`, times `one`; null where none reaches it. For the caller to dispose of. */
export function gradientsOf(
  total: () => tf.Scalar,
  variables: readonly tf.Variable[],
  one: tf.Scalar,
): readonly (tf.Tensor | null)[] {
  let result: tf.Tensor = one;
  const nodes = recordTape(() => {
    result = tf.tidy(total);
  });
  const walk = new Walk();
  let found: readonly (tf.Tensor | null)[] = [];
  try {
    tf.tidy(() => {
      walk.give(result.id, one);
      walk.back(passed(nodes, new Set(variables.map(({ id }) => id)), new Set([result.id])));
      found = variables.map(({ id }) => walk.gradientOf(id));
      return found.filter((gradient) => gradient !== null);
    });
    return found;
  } catch (error) {
    disposeTape(nodes);
    throw error;
  }
}

/** Nodes on a way from one of `from` to one of `to`, by id; what was kept for all others is freed. */
function passed(
  nodes: readonly TapeNode[],
  from: ReadonlySet<number>,
  to: ReadonlySet<number>,
  idOf: (tensor: tf.Tensor) => number = ({ id }) => id,
): Passed[] {
  const fromThere = new Set(from);
  for (const { inputs, outputs } of nodes) {
    if (!Object.values(inputs).some((input) => fromThere.has(idOf(input)))) continue;
    for (const output of outputs) fromThere.add(idOf(output));
  }
  const leading = new Set(to);
  const found: Passed[] = [];
  for (const node of [...nodes].reverse()) {
    const { inputs, outputs } = node;
    const isLeading = outputs.some((output) => leading.has(idOf(output)));
    if (isLeading) for (const input of Object.values(inputs)) leading.add(idOf(input));
    const own = Object.entries(inputs).filter(([, input]) => fromThere.has(idOf(input)));
    if (isLeading && own.length > 0) found.push({ ...node, inputs: Object.fromEntries(own) });
    else disposeTape([node]);
  }
  return found.reverse();
}

class Walk {
  /** By the id of the tensor that they are gradients of. */
  private readonly gradients = new Map<number, tf.Tensor>();
  /** How many of them are the same tensor; none where it is not ours. */
  private readonly uses = new Map<tf.Tensor, number>();
  private readonly standsFor = new Map<number, number>();
  /** Tensors from before the walk are others'. */
  private readonly first = nextTensorId();

  gradientOf(id: number): tf.Tensor | null {
    return this.gradients.get(id) ?? null;
  }

  give(id: number, gradient: tf.Tensor): void {
    if (gradient.id >= this.first) this.uses.set(gradient, (this.uses.get(gradient) ?? 0) + 1);
    const before = this.gradients.get(id);
    this.gradients.set(id, gradient);
    if (!before) return;
    const sum = tf.add(before, gradient);
    this.uses.set(sum, 1);
    this.gradients.set(id, sum);
    this.free(before);
    this.free(gradient);
  }

  back(nodes: Passed[]): void {
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      if (node.rerun) this.backAgain(node, node.rerun);
      else this.backThrough(node);
      for (const tensor of node.saved ?? []) tensor.dispose();
      for (const output of node.outputs) this.drop(this.idOf(output));
    }
  }

  private backThrough({ kernelName, inputs, outputs, gradient, saved = [] }: Passed): void {
    if (!gradient) throw new Error(`internal: ${kernelName} has no gradient`);
    const names = Object.keys(inputs);
    const made = tf.tidy(() => {
      const makers = gradient(outputs.map((output) => this.gradientOf(this.idOf(output))));
      return names.map((name) => {
        const make = makers[name];
        if (!make) throw new Error(`internal: ${kernelName} has no gradient for "${name}"`);
        const dx = tf.tidy(() => make());
        // What was kept goes with the node.
        return saved.includes(dx) ? tf.reshape(dx, dx.shape) : dx;
      });
    });
    names.forEach((name, i) => {
      const [input, dx] = [inputs[name], made[i]];
      if (!input || !dx) return;
      if (dx.shape.join() !== input.shape.join()) {
        const shapes = `[${dx.shape}] for an input [${input.shape}]`;
        throw new Error(`internal: ${kernelName} gives a gradient ${shapes}`);
      }
      this.give(this.idOf(input), dx);
    });
  }

  /** In place of the node, the nodes that it stands for: gradients add up in the same order as without it. */
  private backAgain({ inputs, outputs }: Passed, rerun: NonNullable<Passed['rerun']>): void {
    const { nodes, standsFor } = rerun();
    for (const [id, other] of standsFor) this.standsFor.set(id, this.standsFor.get(other) ?? other);
    const idOf = (tensor: tf.Tensor) => this.idOf(tensor);
    const reached = outputs.map(idOf).filter((id) => this.gradients.has(id));
    this.back(passed(nodes, new Set(Object.values(inputs).map(idOf)), new Set(reached), idOf));
  }

  private idOf({ id }: tf.Tensor): number {
    return this.standsFor.get(id) ?? id;
  }

  private drop(id: number): void {
    const gradient = this.gradients.get(id);
    if (!gradient) return;
    this.gradients.delete(id);
    this.free(gradient);
  }

  private free(gradient: tf.Tensor): void {
    const uses = this.uses.get(gradient);
    if (uses === undefined) return;
    this.uses.set(gradient, uses - 1);
    if (uses > 1) return;
    this.uses.delete(gradient);
    gradient.dispose();
  }
}
