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
      this.signs = this.program.networks.flatMap(({ name, layers }) =>
        layers.flatMap(({ id, kind }): Sign[] => {
          if (!CUTS.has(kind)) return [];
          const share = activations.networks[name]?.[id]?.dead ?? 0;
          const key = `${name}/${id}`;
          const looks = share >= DEAD ? (this.looks.get(key) ?? 0) + 1 : 0;
          this.looks.set(key, looks);
          return looks < LOOKS
            ? []
            : [
                {
                  ...{ code: 'dead-units', place: layerPlace(name, id), numbers: { share } },
                  names: { network: name, layer: id, step: stepOf(this.program, name)?.node ?? '' },
                },
              ];
        }),
      );
    }
    return this.signs;
  }
}
