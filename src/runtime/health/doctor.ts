/** All rules over one run: what stands now, and since when. */
import type { Program } from '../../compiler/program.ts';
import { Balance } from './balance.ts';
import { Collapse } from './collapse.ts';
import { DeadUnits } from './dead-units.ts';
import { findingOf } from './finding-text.ts';
import { Gradients } from './gradients.ts';
import type { Finding, Observation, Rule, Sign } from './health-types.ts';
import { ClipBound, Memory } from './limits.ts';
import { LossScale } from './loss-scale.ts';
import { Oscillation } from './oscillation.ts';

export class Doctor {
  private readonly rules: readonly Rule[];
  private findings: readonly Finding[] = [];

  /** `losses` name the columns of every row. */
  constructor(program: Program, losses: readonly string[]) {
    this.rules = [
      new Balance(program, losses),
      new Collapse(program),
      new DeadUnits(program),
      new Gradients(program),
      new Oscillation(program, losses),
      new ClipBound(program),
      new Memory(program),
      new LossScale(),
    ];
  }

  observe(observation: Observation): readonly Finding[] {
    const signs = this.rules.flatMap((rule) => rule.observe(observation));
    this.findings = signs.map((sign) => findingOf(sign, this.sinceOf(sign) ?? observation.step));
    return this.findings;
  }

  private sinceOf(sign: Sign): number | undefined {
    return this.findings.find(({ code, place }) => code === sign.code && isSame(place, sign.place))
      ?.since;
  }
}

const isSame = (a: Sign['place'], b: Sign['place']): boolean =>
  a?.graph === b?.graph && a?.node === b?.node;
