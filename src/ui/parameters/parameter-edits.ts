/** The edits of one parameter, wherever it belongs: to the document (`null`) or to a block. */
import type { Parameter } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';

export type ParameterOwner = string | null;

export function setEdit(block: ParameterOwner, name: string, parameter: Parameter): Edit {
  return block === null
    ? { type: 'set-parameter', name, parameter }
    : { type: 'set-block-parameter', block, name, parameter };
}

export function removeEdit(block: ParameterOwner, name: string): Edit {
  return block === null
    ? { type: 'remove-parameter', name }
    : { type: 'remove-block-parameter', block, name };
}
