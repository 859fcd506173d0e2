/** The sources of a program: what is drawn, how often, how much. */
import type { Objective } from '../graph/objective.ts';
import type { SourceProgram } from './program.ts';

/** Those that something depends on, in the order of the document. */
export function programSources({ canvas, values, used }: Objective): readonly SourceProgram[] {
  return [...canvas.nodes.values()].flatMap(({ id, node, definition, params, ports }) => {
    if (definition.family !== 'source' || !used.has(id)) return [];
    const outputs = ports.outputs.flatMap(({ name }) => {
      const value = values.get(`${id}.${name}`);
      return value ? [{ value: `${id}.${name}`, ...value }] : [];
    });
    return [
      {
        node: id,
        kind: node.kind,
        params,
        batchSize: outputs[0]?.batch ?? 1,
        fresh: definition.fresh(params),
        outputs: outputs.map(({ value, type }) => ({ value, type })),
        feed: definition.feed?.(params) ?? null,
      },
    ];
  });
}
