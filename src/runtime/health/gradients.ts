/** Gradients that fade on their way back through a network, or grow beyond all measure. */
import type { Program } from '../../compiler/program.ts';
import type { Probe } from '../trainer-types.ts';
import type { Observation, Rule, Sign } from './health-types.ts';
import { layerPlace } from './layer-place.ts';
import { median, Recent } from './recent.ts';
import { rateAt, stepOf } from './training.ts';

/** Below this Adam's own epsilon is larger, and a step moves nothing. */
const VANISHED = 1e-9;
/** Root mean square of one layer's gradient; sound ones are far below 1. */
const EXPLODED = 1e3;
/** Times what the same layer had lately. */
const GROWN = 1e3;
const LOOKS = 3;
const MEMORY = 16;

export class Gradients implements Rule {
  private readonly looks = new Map<string, number>();
  private readonly before = new Map<string, Recent>();
  private signs: readonly Sign[] = [];

  constructor(private readonly program: Program) {}

  observe({ gradients }: Observation): readonly Sign[] {
    if (gradients) {
      this.signs = this.program.networks.flatMap(({ name }) => this.signsOf(name, gradients));
    }
    return this.signs;
  }

  /** The layer nearest the input that has faded, and the one that has grown most: one each is enough to look at. */
  private signsOf(network: string, { networks, step }: Probe): readonly Sign[] {
    const trains = stepOf(this.program, network);
    const layers = Object.entries(networks[network] ?? {});
    const faded = layers.filter(([id, { rms }]) =>
      this.persists(`faded ${network}/${id}`, rms < VANISHED),
    );
    const grown = layers.filter(([id, { rms }]) => {
      const key = `${network}/${id}`;
      const known = this.before.get(key) ?? new Recent(MEMORY);
      this.before.set(key, known);
      const usual = known.isFull ? median(known.latest) : Number.POSITIVE_INFINITY;
      known.add(rms);
      return this.persists(`grown ${key}`, rms > EXPLODED || rms > usual * GROWN);
    });
    const first = faded[0];
    const worst = grown.toSorted((a, b) => b[1].rms - a[1].rms)[0];
    const sign = (
      code: Sign['code'],
      [id, { rms }]: (typeof layers)[number],
      count: number,
    ): Sign => ({
      code,
      place: layerPlace(network, id),
      numbers: { rms, layers: count, ...(trains ? { rate: rateAt(trains, step) } : {}) },
      names: { network, layer: id, step: trains?.node ?? '' },
    });
    return [
      ...(first ? [sign('vanishing-gradients', first, faded.length)] : []),
      ...(worst ? [sign('exploding-gradients', worst, grown.length)] : []),
    ];
  }

  private persists(key: string, isSo: boolean): boolean {
    const looks = isSo ? (this.looks.get(key) ?? 0) + 1 : 0;
    this.looks.set(key, looks);
    return looks >= LOOKS;
  }
}
