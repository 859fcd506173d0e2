/** Sources that give labels which nothing reads, and domains that nothing draws. */
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';

export function checkSources(objective: Objective, problems: ProblemList): void {
  checkLabels(objective, problems);
  checkDomains(objective, problems);
}

/** Unpaired data has two sides; a document that draws both nodes from one of them compares a domain with itself. */
function checkDomains({ canvas, used }: Objective, problems: ProblemList): void {
  const drawn = [...canvas.nodes.values()].filter(
    ({ id, definition, params }) =>
      definition.family === 'source' &&
      used.has(id) &&
      (params.select === 'a' || params.select === 'b'),
  );
  const [first, second] = drawn;
  if (!first || !second || drawn.some(({ params }) => params.select !== first.params.select))
    return;
  const other = first.params.select === 'a' ? 'b' : 'a';
  problems.warning(
    'source.one-domain',
    { graph: 'objective', node: second.id, field: 'select' },
    `${first.id} and ${second.id} both draw domain ${String(first.params.select).toUpperCase()}, and nothing draws domain ${other.toUpperCase()}`,
    {
      label: `Draw domain ${other.toUpperCase()} at ${second.id}`,
      edits: [{ type: 'set-params', graph: 'objective', id: second.id, params: { select: other } }],
    },
  );
}

function checkLabels({ canvas, used }: Objective, problems: ProblemList): void {
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
