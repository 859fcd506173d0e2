/** The store's door to the pure core: applying edits and compiling. Tests bring their own. */
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../compiler/compile.ts';
import type { Compilation } from '../compiler/compile-types.ts';
import { applyEdit } from '../graph/edit.ts';
import type { Edit } from '../graph/edit-types.ts';
import type { Through } from '../graph/through.ts';

export interface GraphTools {
  applyEdit(document: Document, edit: Edit): Document;
  /** Facts of blocks are those of the use that is looked through, or of their first ones. */
  compile(document: Document, through?: Through | null): Compilation;
}

export const graphTools: GraphTools = {
  applyEdit,
  compile: (document, through = null) => compile(document, { through }),
};
