/** The document store with the real edits and the real compiler, on the presets. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/graph/read.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { activeProfile } from '../../src/store/document-selectors.ts';
import { createDocumentStore } from '../../src/store/document-store.ts';
import { graphTools } from '../../src/store/graph-tools.ts';

const folder = new URL('../../presets/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(files)('%s on the page', (file) => {
  const { document } = readDocument(readFileSync(new URL(file, folder), 'utf8'));
  if (!document) throw new Error(`${file} cannot be read`);
  const store = createDocumentStore(graphTools, blankDocument);
  const get = () => store.getState();
  get().open(document);

  it('has a program, and another in another profile', () => {
    // On a busy machine the first, cold compile is slow, and later ones are then put off; `compileNow` does not wait.
    const { program } = get().compileNow();
    expect(program).not.toBeNull();
    get().dispatch({ type: 'apply-profile', name: 'smoke' });
    expect(activeProfile(get().document)).toBe('smoke');
    expect(get().compileNow().program).not.toEqual(program);
    get().undo();
    expect(get().compileNow().program).toEqual(program);
  });

  it('keeps its compilation while nodes are dragged, as one undo step', () => {
    const compilation = get().compileNow();
    const [id = ''] = Object.keys(document.objective.nodes);
    get().beginGesture();
    for (let x = 0; x < 20; x++) {
      get().dispatch({ type: 'move-nodes', graph: 'objective', to: { [id]: [x, 7] } });
    }
    get().endGesture();
    expect(get().compilation).toBe(compilation);
    expect(get().document.objective.nodes[id]?.at).toEqual([19, 7]);
    get().undo();
    expect(get().document).toEqual(document);
  });
});
