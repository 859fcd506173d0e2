/** The words by which a kind may be looked for: its title in the language on show, its English one, its other names. */
import { definitionOf } from '../../nodes/catalog.ts';
import { kindTitle } from '../texts/kind-texts.ts';

export function kindWords(kind: string): readonly string[] {
  const definition = definitionOf(kind);
  return [kindTitle(kind), definition?.title ?? ''];
}
