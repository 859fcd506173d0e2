/** The store's door to the pure core: applying edits and compiling. */
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../compiler/compile.ts';
import type { Compilation } from '../compiler/compile-types.ts';
import type { Edit } from '../graph/edit-types.ts';

export interface GraphTools {
  applyEdit(document: Document, edit: Edit): Document;
  compile(document: Document): Compilation;
}

/** Stands in until the page has its graph tools. */
export const graphTools: GraphTools = {
  applyEdit: (document) => document,
  compile: (document) => compile(document),
};
