/** Sources that give labels which nothing reads. */
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';

export function checkSources({ canvas, used }: Objective, problems: ProblemList): void {
  const read = new Set([...canvas.wires.values()].map(({ node, port }) => `${node}.${port}`));
  for (const { id, definition, ports, params } of canvas.nodes.values()) {
    if (definition.family !== 'source' || ports.outputs.length < 2 || !used.has(id)) continue;
    for (const { name: port, gives } of ports.outputs) {
      if (gives !== 'label' || read.has(`${id}.${port}`)) continue;
      const fix = {
        label: 'Give no labels',
        edits: [{ type: 'set-params', graph: 'objective', id, params: { labels: false } }],
      } as const;
      problems.warning(
        'source.label-unused',
        { graph: 'objective', node: id, port },
        `${id} gives labels at "${port}", but nothing reads them`,
        'labels' in params ? fix : undefined,
      );
    }
  }
}
