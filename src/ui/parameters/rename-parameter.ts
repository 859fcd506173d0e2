/** Renaming a parameter: what stands in the way, or the edit; whoever follows the parameter follows its name. */
import { isParameterName } from '../../graph/parameter-name.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { isTaken } from '../inspector/fields/parameter-names.ts';
import { textsNow } from '../texts/texts.ts';
import type { ParameterOwner } from './parameter-edits.ts';

/** A sentence, or null where the name stands. */
export function renameParameter(owner: ParameterOwner, from: string, to: string): string | null {
  const { document, dispatch } = useDocumentStore.getState();
  const t = textsNow().inspector;
  if (to === from) return null;
  if (!isParameterName(to)) return t.nameRule;
  const own = owner === null ? null : (document.blocks?.[owner]?.parameters ?? {});
  if (
    own ? Object.hasOwn(own, to) || Object.hasOwn(document.parameters, to) : isTaken(document, to)
  ) {
    return t.nameTaken(to);
  }
  dispatch(
    owner === null
      ? { type: 'rename-parameter', from, to }
      : { type: 'rename-block-parameter', block: owner, from, to },
  );
  return null;
}
