/** A difference as one English sentence. */
import { definitionOf } from '../../nodes/catalog.ts';
import { nameOf } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';
import { show } from '../resolve-params.ts';
import type { DocumentDiff } from './diff-types.ts';
import { type Clause, summarizeDiff } from './summarize-diff.ts';

/** What a reader takes in; the rest is counted. */
const MOST_CLAUSES = 6;

export function sayDiff(diff: DocumentDiff): string {
  const [before, after] = diff.names.map((name) => `"${name}"`);
  const clauses = summarizeDiff(diff);
  if (clauses.length === 0) return `${after} describes the same experiment as ${before}.`;
  const said = clauses.slice(0, MOST_CLAUSES).map(sayClause);
  const rest = clauses.length - said.length;
  if (rest > 0) said.push(`${rest} more ${rest === 1 ? 'difference' : 'differences'}`);
  const subject = before === after ? 'The second document' : after;
  const object = before === after ? 'the first' : before;
  return `${subject} differs from ${object}: ${said.join('; ')}.`;
}

export function sayClause(clause: Clause): string {
  switch (clause.type) {
    case 'value': {
      const what = clause.of === 'training' ? `training ${clause.name}` : clause.name;
      if (clause.before === undefined) return `${what} = ${show(clause.after)} is new`;
      if (clause.after === undefined) return `${what} is gone (it was ${show(clause.before)})`;
      return `${what} ${show(clause.before)} → ${show(clause.after)}`;
    }
    case 'kind':
      return `${nodes(clause.nodes)} ${clause.nodes.length === 1 ? 'is' : 'are'} ${title(clause.after)} instead of ${title(clause.before)}${on(clause.canvas)}`;
    case 'field': {
      const whose = clause.nodes.length > 0 ? ` of ${nodes(clause.nodes)}` : '';
      return `${clause.field}${whose}${on(clause.canvas)} ${side(clause.before)} → ${side(clause.after)}`;
    }
    case 'added':
      return `${nodes(clause.nodes)} added${on(clause.canvas)}`;
    case 'removed':
      return `${nodes(clause.nodes)} removed${on(clause.canvas)}`;
    case 'renamed':
      return `${clause.before} is called ${clause.after}${on(clause.canvas)}`;
    case 'wires': {
      const counts = [
        clause.added > 0 ? `${clause.added} added` : '',
        clause.removed > 0 ? `${clause.removed} removed` : '',
      ].filter((part) => part !== '');
      return `wires ${counts.join(' and ')}${on(clause.canvas)}`;
    }
    case 'canvas-added':
      return `${canvasWords(clause.canvas)} added`;
    case 'canvas-removed':
      return `${canvasWords(clause.canvas)} removed`;
    case 'canvas-renamed':
      return `${canvasWords(clause.before)} is called ${nameOf(clause.canvas)}`;
    case 'indirect':
      return `through these, ${clause.count} ${clause.count === 1 ? 'node comes' : 'nodes come'} to other values`;
    default:
      return clause satisfies never;
  }
}

const side = (value: unknown): string => (value === undefined ? 'none' : show(value));

const title = (kind: string): string => definitionOf(kind)?.title ?? kind;

const on = (canvas: GraphId): string => ` in ${canvasWords(canvas)}`;

function canvasWords(canvas: GraphId): string {
  if (canvas === 'objective') return 'the objective';
  return `${canvas.startsWith('blocks.') ? 'block' : 'network'} ${nameOf(canvas)}`;
}

/** `a`, `a and b`, `a, b and 3 more`. */
function nodes(ids: readonly string[]): string {
  const shown = ids.length > 4 ? [...ids.slice(0, 3), `${ids.length - 3} more`] : ids;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
