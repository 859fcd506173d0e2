/** Parameters whose names no expression can mean: functions, the number of a copy, names with a minus in them. */
import type { Document, Parameter } from '../../graph-schemas/document.ts';
import { blockId, own } from './graph-of.ts';
import { isParameterName } from './parameter-name.ts';
import type { Place, Problem } from './problem.ts';
import type { ProblemList } from './problem-list.ts';

export function checkNames(document: Document, problems: ProblemList): void {
  const { parameters } = document;
  for (const name of unusable(parameters)) {
    const to = freeName(name, parameters);
    tell(name, { field: `parameters.${name}` }, problems, {
      label: `Call it "${to}"`,
      edits: [{ type: 'rename-parameter', from: name, to }],
    });
  }
  for (const [block, { parameters = {} }] of Object.entries(document.blocks ?? {})) {
    for (const name of unusable(parameters))
      tell(name, { graph: blockId(block), field: `parameters.${name}` }, problems);
  }
}

function unusable(parameters: Readonly<Record<string, Parameter>>): readonly string[] {
  return Object.keys(parameters).filter((name) => !isParameterName(name));
}

function tell(name: string, where: Place, problems: ProblemList, fix?: Problem['fix']): void {
  const reason =
    name === 'i'
      ? 'in blocks "i" is the number of the copy'
      : name.includes('-')
        ? 'expressions read "-" as minus'
        : 'it is a word of the expression language';
  const message = `expressions cannot mean a parameter of the name "${name}": ${reason}; give it another name`;
  problems.warning('parameter.unusable-name', where, message, fix);
}

function freeName(name: string, parameters: Readonly<Record<string, Parameter>>): string {
  const words = name.includes('-') ? name.replaceAll('-', '_') : `${name}Value`;
  let free = words;
  for (let at = 2; own(parameters, free) || !isParameterName(free); at++) free = `${words}${at}`;
  return free;
}
