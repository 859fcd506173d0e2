/** One network as a table of layers. */
import { columnsOf, padEndTo } from './columns.ts';
import type { PlanWords } from './plan-words.ts';
import type { NetworkProgram } from './program.ts';
import { countWeights } from './weights.ts';

export function printNetwork(
  { name, inputs, outputs, layers }: NetworkProgram,
  words: PlanWords,
): readonly string[] {
  const { trainable, nonTrainable } = countWeights(layers);
  const fixed = nonTrainable > 0 ? thousands(nonTrainable) : null;
  const rows = [
    ...inputs.map(({ name: input, type }) => [
      input,
      words.input,
      type.type === 'tensor' ? shape(type.shape) : type.type,
      '',
      '',
    ]),
    ...layers.map((layer) => [
      layer.id,
      layer.kind,
      shape(layer.outputShape),
      layer.weights.length > 0 ? thousands(countWeights([layer]).trainable) : '',
      layer.inputs.map((ref) => ref.replace(/^input:/, '')).join(', '),
    ]),
    ...outputs.map(({ name: output, layer, shape: made }) => [
      output,
      words.output,
      shape(made),
      '',
      layer.replace(/^input:/, ''),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))),
  );
  const [id = 0, kind = 0, made = 0, count = 0] = widths;
  return [
    words.network(name, thousands(trainable), fixed),
    ...rows.map(([a = '', b = '', c = '', d = '', from = '']) =>
      `  ${padEndTo(a, id)}  ${padEndTo(b, kind)}  ${padEndTo(c, made)}  ${d.padStart(count)}  ${from ? `← ${from}` : ''}`.trimEnd(),
    ),
  ];
}

/** 1234567 → 1,234,567 */
function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

function shape(lengths: readonly number[]): string {
  return `[${lengths.join(', ')}]`;
}
