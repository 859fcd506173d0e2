/** `ganvas summary`: layers, parameters and cost. */
import type { NetworkSummary, Summary } from '../../compiler/compile-types.ts';
import { memoryOnWebGpu } from '../../compiler/memory-webgpu.ts';
import { requireProgram } from '../require-program.ts';
import { paints, type Terminal } from '../terminal.ts';
import type { Command } from './command.ts';

export const summary: Command = {
  usage: 'ganvas summary FILE',
  summary: 'list networks layer by layer, with parameters and cost',
  description:
    'Lists every layer with its output shape and trainable parameters. With --json: {networks, multiplyAddsPerStep, memoryBytes, memoryBytesOnWebGpu, phases}.',
  options: ['profile', 'set', 'json', 'help'],
  examples: [
    'ganvas summary presets/dcgan.json --profile paper',
    'ganvas summary dcgan --set channels=1 --json',
  ],
  async run(args, terminal) {
    const { summary, program } = await requireProgram(args, terminal);
    const facts = { ...summary, memoryBytesOnWebGpu: memoryOnWebGpu(program).peak };
    terminal.out(
      args.flags.has('json')
        ? `${JSON.stringify(facts, null, 2)}\n`
        : printSummary(facts, program.precision === 'mixed', terminal),
    );
    return 0;
  },
};

interface Facts extends Summary {
  readonly memoryBytesOnWebGpu: number;
}

const group = (value: number): string => value.toLocaleString('en-US');
const shape = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

function printSummary(facts: Facts, isMixed: boolean, terminal: Terminal): string {
  const { bold } = paints(terminal);
  const networks = Object.entries(facts.networks).map(
    ([name, network]) => `${bold(name)}  ${ports(network)}\n${printLayers(network, terminal)}\n`,
  );
  const phases = facts.phases.map(
    ({ node, trains, losses, multiplyAdds }) =>
      `  ${bold(node)}  trains ${trains.join(', ')} by ${losses.join(', ')}: ${scaled(multiplyAdds)} multiply-adds\n`,
  );
  const webGpu = isMixed ? 'WebGPU with half precision' : 'WebGPU';
  const total = `One step: ${scaled(facts.multiplyAddsPerStep)} multiply-adds; memory about ${mebibytes(facts.memoryBytes)} on WebAssembly, ${mebibytes(facts.memoryBytesOnWebGpu)} on ${webGpu}.\n`;
  return `${networks.join('')}${phases.join('')}${total}`;
}

function ports({ inputs, outputs }: NetworkSummary): string {
  const list = (sides: NetworkSummary['inputs']): string =>
    Object.entries(sides)
      .map(([name, sizes]) => `${name} ${shape(sizes)}`)
      .join(', ');
  return `${list(inputs)} → ${list(outputs)}`;
}

function printLayers(
  { layers, trainable, nonTrainable }: NetworkSummary,
  terminal: Terminal,
): string {
  const { dim } = paints(terminal);
  const rows = layers.map(({ id, kind, outputShape, trainable: count }) => [
    id,
    kind,
    shape(outputShape),
    count === 0 ? '' : group(count),
  ]);
  const width = (column: number, least: number): number =>
    Math.max(least, ...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0, 5), width(1, 4), width(2, 6), width(3, 10)];
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, k) => (k === 3 ? cell.padStart(widths[k] ?? 0) : cell.padEnd(widths[k] ?? 0))).join('  ')}\n`;
  const head = dim(line(['layer', 'kind', 'output', 'parameters']).trimEnd());
  const sum = `${group(trainable)} trainable${nonTrainable > 0 ? ` (+${group(nonTrainable)})` : ''}`;
  return `${head}\n${rows.map(line).join('')}  ${sum}\n`;
}

function scaled(value: number): string {
  const units = ['', ' thousand', ' million', ' billion', ' trillion'];
  const step = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)),
  );
  return `${(value / 1000 ** step).toPrecision(3)}${units[step]}`;
}
