/** Names for parameters that are made from a number. Pure. */
import type { Document } from '../../../../graph-schemas/document.ts';
import { isParameterName } from '../../../graph/parameter-name.ts';

/** Of the document or of a block, which would hide it there. */
export function isTaken({ parameters, blocks = {} }: Document, name: string): boolean {
  const all = [parameters, ...Object.values(blocks).map((block) => block.parameters ?? {})];
  return all.some((names) => Object.hasOwn(names, name));
}

/** What an expression can hold, near to the name of a field. */
export function nameFrom(field: string): string {
  const name = field.replace(/[^A-Za-z0-9_]/g, '');
  return isParameterName(name) ? name : `p${name}`;
}

export function freeName(document: Document, wanted: string): string {
  if (!isTaken(document, wanted)) return wanted;
  let number = 2;
  while (isTaken(document, `${wanted}${number}`)) number += 1;
  return `${wanted}${number}`;
}
