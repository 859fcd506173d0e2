/**
 * A call of a network, walked through forward and back as the runtime does it: what no later layer reads goes at once, what a
 * gradient asks for stays until it is passed, and parts that are computed again keep their inputs alone.
 */
import type { DeviceMemory } from './memory-device.ts';
import { BACK, besideOf, HANDS_ON, keptIn, VIEWS } from './memory-kept.ts';
import { Gradients, type Held, type Ledger } from './memory-ledger.ts';
import type { LayerProgram, NetworkProgram } from './program.ts';
import { isRecomputed, lastReads, type Part, partsOf, type RecomputedPart } from './recompute.ts';
import { sizeOf } from './weights.ts';

export class CallMemory {
  private readonly parts: readonly Part[];
  private readonly lastRead: ReadonlyMap<string, number>;
  /** By the id of the layer that made them. */
  private readonly values = new Map<string, Held>();
  /** What layers made beside them. */
  private readonly besides = new Map<string, number>();
  private readonly kept: ReadonlySet<string>;
  private readonly passed: ReadonlySet<string>;

  constructor(
    private readonly network: NetworkProgram,
    private readonly samples: number,
    private readonly ledger: Ledger,
    private readonly device: DeviceMemory,
  ) {
    this.passed = device.passedOver(network);
    this.parts = partsOf(network);
    this.lastRead = lastReads(network);
    this.kept = keptIn(network, this.parts);
  }

  forward(isOnTape: boolean): void {
    let at = 0;
    for (const part of this.parts) {
      if (isRecomputed(part)) {
        this.run(part.layers, at, false, part.inputs);
        at += part.layers.length;
        this.let(part.inputs, at - 1, isOnTape);
      } else {
        this.run([part], at, isOnTape);
        at += 1;
      }
    }
  }

  /** Of a call that is not gone back through, or that nothing came back to. */
  forget(): void {
    for (const { id } of this.network.layers) this.drop(id);
    this.besides.forEach((size) => {
      this.ledger.free(size);
    });
    this.besides.clear();
  }

  /** `incoming`: gradients of the outputs, by position, which become this call's; gives those of the inputs. */
  back(
    incoming: readonly (Held | null)[],
    wanted: readonly boolean[],
    weights: { readonly isTrained: boolean; readonly uses: number },
  ): readonly (Held | null)[] {
    const gradients = new Gradients(this.ledger);
    this.network.outputs.forEach(({ layer }, at) => {
      const held = incoming[at];
      if (held) gradients.give(layer, held);
    });
    const reached = this.reached(wanted, weights.isTrained);
    for (const part of this.parts.toReversed()) {
      if (!isRecomputed(part)) this.backThrough(part, gradients, reached, weights);
      else this.backAgain(part, gradients, reached, weights);
    }
    this.forget();
    return this.network.inputs.map(({ name }) => gradients.get(`input:${name}`) ?? null);
  }

  private backAgain(
    part: RecomputedPart,
    gradients: Gradients,
    reached: ReadonlySet<string>,
    weights: { readonly isTrained: boolean; readonly uses: number },
  ): void {
    if (!part.outputs.some((id) => gradients.has(id))) return;
    for (const { id } of part.layers) this.drop(id);
    this.run(part.layers, part.at, true, part.inputs);
    for (const layer of part.layers.toReversed()) {
      this.backThrough(layer, gradients, reached, weights);
    }
  }

  /** `first` is the position of the first of them, `spared` what stays whoever reads it. */
  private run(
    layers: readonly LayerProgram[],
    first: number,
    isOnTape: boolean,
    spared: readonly string[] = [],
  ): void {
    layers.forEach((layer, at) => {
      const size = this.storedSize(layer, layer.outputShape);
      this.values.set(layer.id, this.valueOf(layer, size));
      const beside = size * besideOf(layer, this.device);
      this.ledger.take(beside);
      if (isOnTape) this.besides.set(layer.id, beside);
      else this.ledger.free(beside);
      const read = [...layer.inputs, layer.id].filter((id) => !spared.includes(id));
      this.let(read, first + at, isOnTape);
    });
  }

  /** Lets go of values that no layer behind that position reads. */
  private let(ids: readonly string[], at: number, isOnTape: boolean): void {
    for (const id of ids) {
      const isRead = (this.lastRead.get(id) ?? -1) > at;
      if (!isRead && !(isOnTape && this.kept.has(id))) this.drop(id);
    }
  }

  private valueOf({ id, kind, inputs }: LayerProgram, size: number): Held {
    if (this.passed.has(id)) return this.ledger.hold(0);
    const seen = VIEWS.has(kind) ? this.values.get(inputs[0] ?? '') : undefined;
    if (!seen) return this.ledger.hold(VIEWS.has(kind) ? 0 : size);
    seen.users += 1;
    return seen;
  }

  private storedSize({ kind }: LayerProgram, shape: readonly number[]): number {
    return this.device.storedSize(kind, this.samples * sizeOf(shape));
  }

  private drop(id: string): void {
    const value = this.values.get(id);
    if (!value) return;
    this.values.delete(id);
    this.ledger.release(value);
  }

  /** Layers and inputs that a gradient is taken back to. */
  private reached(wanted: readonly boolean[], isTrained: boolean): ReadonlySet<string> {
    const { inputs, layers } = this.network;
    const found = new Set(inputs.flatMap(({ name }, at) => (wanted[at] ? [`input:${name}`] : [])));
    for (const layer of layers) {
      const isReached = layer.inputs.some((input) => found.has(input));
      if (isReached || (isTrained && trainableOf(layer) > 0)) found.add(layer.id);
    }
    return found;
  }

  private backThrough(
    layer: LayerProgram,
    gradients: Gradients,
    reached: ReadonlySet<string>,
    { isTrained, uses }: { readonly isTrained: boolean; readonly uses: number },
  ): void {
    const { id, kind, inputs, inputShapes, outputShape } = layer;
    const arrived = gradients.get(id);
    this.drop(id);
    if (arrived && reached.has(id)) {
      if (isTrained) {
        const { more, passing } = this.device.gradientsOfUse(layer, this.samples, uses);
        this.ledger.pass(passing);
        this.ledger.keepGradients(more);
      }
      const onTheWay = this.storedSize(layer, outputShape) * (BACK[kind] ?? 0);
      this.ledger.take(onTheWay);
      const made = inputs.map((input, at) => {
        if (!reached.has(input)) return null;
        if (HANDS_ON.has(kind)) {
          arrived.users += 1;
          return arrived;
        }
        return this.ledger.hold(this.storedSize(layer, inputShapes[at] ?? []));
      });
      this.ledger.free(onTheWay);
      inputs.forEach((input, at) => {
        const held = made[at];
        if (held) gradients.give(input, held);
      });
    }
    gradients.drop(id);
    this.ledger.free(this.besides.get(id) ?? 0);
    this.besides.delete(id);
  }
}

export function trainableOf({ weights }: LayerProgram): number {
  const trained = weights.filter(({ isTrainable }) => isTrainable);
  return trained.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
