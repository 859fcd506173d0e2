/** `ganvas diff`: what differs between two documents. */
import type { Document } from '../../../graph-schemas/document.ts';
import {
  diffDocuments,
  differsCanvas,
  differsNode,
  hasDifference,
} from '../../graph/diff/diff-documents.ts';
import type {
  CanvasDiff,
  DocumentDiff,
  FieldSide,
  NodeDiff,
  ValueChange,
} from '../../graph/diff/diff-types.ts';
import { sayDiff } from '../../graph/diff/say-diff.ts';
import { readDocument } from '../../graph/read.ts';
import { show } from '../../graph/resolve-params.ts';
import { InputError, UsageError } from '../errors.ts';
import { readText } from '../open-document.ts';
import { paints, type Terminal } from '../terminal.ts';
import type { Command } from './command.ts';

export const diff: Command = {
  usage: 'ganvas diff A B',
  summary: 'say what differs between two documents, node by node',
  description:
    'Compares two documents (files or presets): parameters, training, and every canvas. Nodes are matched by id, then by where they stand; places, notes and descriptions do not count. With --json: {sentence, names, parameters, training, canvases}. Exit status 0, or 1 with --exit-code where they differ.',
  options: ['exit-code', 'json', 'help'],
  examples: [
    'ganvas diff dcgan mine.json',
    'ganvas diff before.json after.json --exit-code --json',
  ],
  async run(args, terminal) {
    const [before, after, extra] = args.positionals;
    if (before === undefined || after === undefined || extra !== undefined)
      throw new UsageError('Name two documents, for example: ganvas diff dcgan mine.json');
    const found = diffDocuments(await read(before), await read(after));
    const text = args.flags.has('json')
      ? `${JSON.stringify({ sentence: sayDiff(found), ...withoutKept(found) }, null, 2)}\n`
      : printDiff(found, terminal);
    terminal.out(text);
    return args.flags.has('exit-code') && hasDifference(found) ? 1 : 0;
  },
};

async function read(file: string): Promise<Document> {
  const { document, problems } = readDocument(await readText(file));
  if (!document) throw new InputError(`"${file}" cannot be read as a document.`, problems);
  return document;
}

/** Only what differs: a program that reads this wants no list of equal nodes. */
function withoutKept(found: DocumentDiff): DocumentDiff {
  const canvases = found.canvases.filter(differsCanvas).map((canvas) => ({
    ...canvas,
    nodes: canvas.nodes.filter(differsNode),
    wires: canvas.wires.filter(({ type }) => type !== 'kept'),
  }));
  return { ...found, canvases };
}

function printDiff(found: DocumentDiff, terminal: Terminal): string {
  const { bold } = paints(terminal);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `\n${bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  return [
    `${sayDiff(found)}\n`,
    section('parameters', valueLines(found.parameters)),
    section('training', valueLines(found.training)),
    ...found.canvases
      .filter(differsCanvas)
      .map((canvas) => section(canvasTitle(canvas), canvasLines(canvas, terminal))),
  ].join('');
}

function canvasTitle({ before, after }: CanvasDiff): string {
  if (before === null) return `${after} (added)`;
  if (after === null) return `${before} (removed)`;
  return before === after ? after : `${before} → ${after}`;
}

const valueLines = (changes: readonly ValueChange[]): string[] =>
  changes.map(({ name, before, after }) => `${name}  ${value(before)} → ${value(after)}`);

const value = (written: unknown): string => (written === undefined ? 'none' : show(written));

function canvasLines({ nodes, wires, parameters }: CanvasDiff, terminal: Terminal): string[] {
  const { green, red } = paints(terminal);
  return [
    ...valueLines(parameters),
    ...nodes.filter(differsNode).flatMap((node) => nodeLines(node, terminal)),
    ...wires.flatMap(({ type, from, to }) => {
      if (type === 'kept') return [];
      const text = `${from} → ${to}`;
      return [type === 'added' ? green(`+ ${text}`) : red(`- ${text}`)];
    }),
  ];
}

function nodeLines(node: NodeDiff, terminal: Terminal): string[] {
  const { green, red, yellow, dim } = paints(terminal);
  switch (node.type) {
    case 'added':
      return [green(`+ ${node.after}  ${node.node.kind}`)];
    case 'removed':
      return [red(`- ${node.before}  ${node.node.kind}`)];
    case 'kept': {
      const name = node.before === node.after ? node.after : `${node.before} → ${node.after}`;
      const [was, is] = [node.beforeNode.kind, node.node.kind];
      const head = yellow(`~ ${name}  ${was === is ? is : `${was} → ${is}`}`);
      const fields = node.fields.map(({ field, before, after, isIndirect }) => {
        const line = `    ${field}  ${side(before)} → ${side(after)}`;
        return isIndirect ? dim(line) : line;
      });
      return [head, ...fields];
    }
    default:
      return node satisfies never;
  }
}

/** `"ngf * 2" = 128` where an expression has come to a value. */
function side({ written, value: evaluated }: FieldSide): string {
  return evaluated === undefined ? value(written) : `${value(written)} = ${value(evaluated)}`;
}
