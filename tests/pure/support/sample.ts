/** Small documents to break on purpose. */
import type { Document, Graph, GraphNode } from '../../../graph-schemas/document.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/program.ts';
import type { Problem, ProblemCode } from '../../../src/graph/problem.ts';
import { expectChinese } from './in-chinese.ts';

type Params = Record<string, unknown>;

export function node(kind: string, params?: Params): GraphNode {
  return params ? { kind, params: params as NonNullable<GraphNode['params']> } : { kind };
}

/** `wires` are written `from > to`; a missing port is `out` or `in`. */
export function graph(nodes: Record<string, GraphNode>, ...wires: string[]): Graph {
  const edges = wires.flatMap((chain) => {
    const names = chain.split('>').map((name) => name.trim());
    return names.slice(1).map((to, at) => {
      const from = names[at] ?? '';
      return {
        from: from.includes('.') ? from : `${from}.out`,
        to: to.includes('.') ? to : `${to}.in`,
      };
    });
  });
  return { nodes, edges };
}

/** A complete GAN on vectors of four elements, with nothing to complain about. */
export function sample(): Document {
  return {
    format: 'ganvas.graph',
    version: 1,
    name: 'Sample',
    parameters: { width: { value: 8 }, batch: { value: 4 } },
    networks: {
      G: graph(
        { z: node('input', { shape: [3] }), fc: node('dense', { units: 4 }), x: node('output') },
        'z > fc > x',
      ),
      D: graph(
        {
          x: node('input', { shape: [4] }),
          fc: node('dense', { units: 'width' }),
          act: node('leaky-relu'),
          score: node('dense', { units: 1 }),
          y: node('output'),
        },
        'x > fc > act > score > y',
      ),
    },
    objective: graph(
      {
        z: node('noise', { shape: [3] }),
        real: node('noise', { shape: [4] }),
        G: node('apply', { network: 'G' }),
        Dreal: node('apply', { network: 'D' }),
        Dfake: node('apply', { network: 'D' }),
        lossReal: node('adversarial', { side: 'real' }),
        lossFake: node('adversarial', { side: 'fake' }),
        lossG: node('adversarial', { side: 'generator' }),
        stepD: node('optimizer-step', { trains: ['D'], losses: [1, 1], order: 0 }),
        stepG: node('optimizer-step', { trains: ['G'], losses: [1], order: 1 }),
      },
      'z > G.z',
      'real > Dreal.x',
      'G.x > Dfake.x',
      'Dreal.y > lossReal.logits',
      'Dfake.y > lossFake.logits',
      'Dfake.y > lossG.logits',
      'lossReal.loss > stepD.loss0',
      'lossFake.loss > stepD.loss1',
      'lossG.loss > stepG.loss0',
    ),
    training: { batchSize: 'batch' as never, steps: 10, seed: 1 },
  };
}

/** The sample, changed by `change`. */
export function broken(change: (document: Document) => void): Document {
  const document = structuredClone(sample());
  change(document);
  return document;
}

export function wire(graph: Graph | undefined, ...wires: string[]): void {
  if (!graph) throw new Error('there is no such graph');
  const [made] = [{ nodes: {}, edges: [] as Graph['edges'] }];
  for (const text of wires) {
    const [from = '', to = ''] = text.split('>').map((name) => name.trim());
    made.edges.push({
      from: from.includes('.') ? from : `${from}.out`,
      to: to.includes('.') ? to : `${to}.in`,
    });
  }
  graph.edges.push(...made.edges);
}

export function cut(graph: Graph | undefined, to: string): void {
  if (!graph) throw new Error('there is no such graph');
  graph.edges = graph.edges.filter((edge) => edge.to !== to);
}

export function setParams(graph: Graph | undefined, id: string, params: Params): void {
  const found = graph?.nodes[id];
  if (!found) throw new Error(`there is no node ${id}`);
  found.params = { ...found.params, ...params } as NonNullable<GraphNode['params']>;
}

/** Every problem that a test provokes is said in Chinese, too. */
export function problemsOf(document: Document): readonly Problem[] {
  const { problems } = compile(document);
  expectChinese(problems);
  return problems;
}

/** The problem of that code, which must be there. */
export function find(document: Document, code: ProblemCode): Problem {
  const problems = problemsOf(document);
  const problem = problems.find((candidate) => candidate.code === code);
  if (!problem) {
    const found = problems.map(({ code, message }) => `${code}: ${message}`).join('\n') || 'none';
    throw new Error(`expected ${code}, found:\n${found}`);
  }
  return problem;
}

export function programOf(document: Document): Program {
  const { program, problems } = compile(document);
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  return program;
}
