/** The store's door to the pure core: applying edits and compiling. Tests bring their own. */
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../compiler/compile.ts';
import type { Compilation } from '../compiler/compile-types.ts';
import { applyEdit } from '../graph/edit.ts';
import type { Edit } from '../graph/edit-types.ts';

export interface GraphTools {
  applyEdit(document: Document, edit: Edit): Document;
  compile(document: Document): Compilation;
}

export const graphTools: GraphTools = { applyEdit, compile: (document) => compile(document) };
