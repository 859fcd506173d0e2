/**
 * The state of a run as a safetensors file of ours: names are the runtime's (`G/layer/weight`, `average:G/…`, `step0:G/…`
 * with both rows of an optimizer's state, `state:…`, `pool:…`, `loss:…`), axes those of tf.js. The metadata holds
 * the counters, so that a run goes on from the file exactly.
 */
import type { Document } from '../../graph-schemas/document.ts';
import { encodeSafetensors } from '../codegen/safetensors.ts';
import type { Program } from '../compiler/program.ts';
import type { KnownState } from './known-state.ts';
import { phasesIn, poolsIn } from './state-layout.ts';

export const WEIGHTS_FORMAT = 'ganvas.weights';

export function weightsFile(
  document: Pick<Document, 'name'>,
  program: Program,
  state: KnownState,
): Uint8Array {
  const { step, updates, cursors, filled } = state;
  const phases = phasesIn(program);
  const pools = poolsIn(program);
  const idle = new Set(phases.flatMap(({ index }) => (updates[index] ? [] : [`step${index}`])));
  const empty = new Set(pools.flatMap(({ node }, index) => (filled[index] ? [] : [node])));
  const tensors = state.tensors.filter(({ name }) => {
    const [, prefix = '', rest = ''] = /^([^:]*):(.*)$/s.exec(name) ?? [];
    if (prefix === 'loss') return step > 0;
    return !idle.has(prefix) && !(prefix === 'pool' && empty.has(rest));
  });
  return encodeSafetensors(tensors, {
    format: WEIGHTS_FORMAT,
    layout: 'ganvas',
    document: document.name,
    seed: `${program.seed}`,
    step: `${step}`,
    updates: JSON.stringify(updates),
    cursors: JSON.stringify(cursors),
    filled: JSON.stringify(filled),
  });
}
