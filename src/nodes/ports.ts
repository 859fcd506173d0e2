/** Port lists that many kinds share. Names are fixed in `docs/architecture.md`. */
import type { InputPort, Ports, PortType } from './define.ts';

/** One input `in`, one output `out`. */
export function through(accepts: PortType, gives: PortType = accepts): Ports {
  return { inputs: [{ name: 'in', accepts }], outputs: [{ name: 'out', gives }] };
}

/** `prefix0`, `prefix1`, … */
export function numbered(prefix: string, count: number, accepts: PortType): readonly InputPort[] {
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, index) => ({
    name: `${prefix}${index}`,
    accepts,
  }));
}
