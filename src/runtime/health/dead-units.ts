/** Layers in which nearly all units give zero for every sample: no gradient comes through them any more. */
import type { Program } from '../../compiler/program.ts';
import type { Observation, Rule, Sign } from './health-types.ts';
import { layerPlace } from './layer-place.ts';
import { stepOf } from './training.ts';

/** Share of channels. Half of them dead is common in sound networks. */
const DEAD = 0.95;
const LOOKS = 3;

/** Kinds that give exact zeros on purpose. */
const CUTS: ReadonlySet<string> = new Set(['relu']);

export class DeadUnits implements Rule {
  private readonly looks = new Map<string, number>();
  private signs: readonly Sign[] = [];

  constructor(private readonly program: Program) {}

  observe({ activations }: Observation): readonly Sign[] {
    if (activations) {
      this.signs = this.program.networks.flatMap(({ name, layers }) => {
        const dead = layers.flatMap(({ id, kind }): Dead[] => {
          if (!CUTS.has(kind)) return [];
          const share = activations.networks[name]?.[id]?.dead ?? 0;
          return this.persists(`${name}/${id}`, share >= DEAD) ? [{ layer: id, share }] : [];
        });
        return this.signsOf(name, dead);
      });
    }
    return this.signs;
  }

  /** One at each place of the canvas, where a block may stand for many: the layer nearest the input, and how many more. */
  private signsOf(network: string, dead: readonly Dead[]): readonly Sign[] {
    const step = stepOf(this.program, network)?.node ?? '';
    const places = new Map<string, Sign>();
    for (const { layer, share } of dead) {
      const place = layerPlace(network, layer);
      const first = places.get(place.node);
      const more = (first?.numbers.more ?? -1) + 1;
      places.set(place.node, {
        ...{ code: 'dead-units', place },
        numbers: { share: first?.numbers.share ?? share, more },
        names: first?.names ?? { network, layer, step },
      });
    }
    return [...places.values()];
  }

  private persists(key: string, isSo: boolean): boolean {
    const looks = isSo ? (this.looks.get(key) ?? 0) + 1 : 0;
    this.looks.set(key, looks);
    return looks >= LOOKS;
  }
}

interface Dead {
  readonly layer: string;
  readonly share: number;
}
