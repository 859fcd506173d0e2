/** Whether two programs compute the same, whatever their layers are called: each layer by what it is and what feeds it. */
import { createHash } from 'node:crypto';
import type { Document } from '../../../graph-schemas/document.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { NetworkProgram } from '../../../src/compiler/program.ts';

/** Every layer of a network with all that leads to it, sorted, and what its outputs read. */
function essence({ inputs, outputs, layers }: NetworkProgram) {
  const known = new Map(inputs.map(({ name }) => [`input:${name}`, name]));
  for (const { id, within: _, inputs: read, ...rest } of layers) {
    const text = JSON.stringify([rest, read.map((ref) => known.get(ref))]);
    known.set(id, createHash('sha1').update(text).digest('hex'));
  }
  return {
    inputs,
    layers: layers.map(({ id }) => known.get(id)).sort(),
    outputs: outputs.map(({ layer, ...rest }) => ({ ...rest, layer: known.get(layer) })),
  };
}

/** What a document computes; null where it has errors. */
export function computation(document: Document) {
  const { program, summary, problems } = compile(document);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!program || !summary) return { errors: errors.map(({ message }) => message) };
  const { networks, stages, ...rest } = program;
  return {
    networks: networks.map((network) => ({ name: network.name, ...essence(network) })),
    stages: stages.map((stage) => ({ ...stage, networks: stage.networks.map(essence) })),
    rest,
    sizes: Object.entries(summary.networks).map(([name, { trainable, nonTrainable }]) => ({
      name,
      trainable,
      nonTrainable,
    })),
  };
}
