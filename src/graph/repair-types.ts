/** What was done to a damaged file so that it opens, as data; the page and the terminal find the words. */

export type Repair =
  /** The text was no JSON. `comma`: one too many or too few; `cut`: the end was missing; `rest`: something stood behind the end. */
  | {
      readonly type: 'text';
      readonly what: 'comma' | 'cut' | 'rest' | 'comment' | 'number';
      readonly line: number;
      readonly column: number;
    }
  /** A name stood twice in an object: the later one counts. */
  | {
      readonly type: 'doubled';
      readonly key: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly type: 'migrated'; readonly from: number; readonly to: number }
  /** Documents have no such field. */
  | { readonly type: 'unknown'; readonly path: string }
  /** A value that cannot be, of a field that may be absent. */
  | { readonly type: 'dropped'; readonly path: string; readonly found: string }
  /** A value that cannot be, or is missing, of a field that must be there. */
  | { readonly type: 'reset'; readonly path: string; readonly found: string; readonly to: string }
  | { readonly type: 'shortened'; readonly path: string; readonly to: number }
  /** A node, wire, note or other entry of which nothing can be made. */
  | { readonly type: 'entry'; readonly path: string; readonly found: string }
  | { readonly type: 'renamed'; readonly path: string; readonly from: string; readonly to: string }
  /** A wire that ends at a node that is not there. */
  | { readonly type: 'wire'; readonly path: string; readonly wire: string };
