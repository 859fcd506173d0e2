/** Why something cannot be grouped or ungrouped, in the language on show. */
import type { GroupRefusal } from '../../graph/group-refusal.ts';
import type { UngroupRefusal } from '../../graph/ungroup.ts';
import { textsNow } from '../texts/texts.ts';

const MOST_NAMES = 4;

export function groupRefusalText(refusal: GroupRefusal): string {
  const { refused } = textsNow().structure;
  switch (refusal.type) {
    case 'objective':
      return refused.objective;
    case 'nothing':
      return refused.nothing;
    case 'ends':
      return refused.ends(listed(refusal.ids));
    case 'between':
      return refused.between(listed(refusal.ids));
    case 'copy-number':
      return refused.copyNumber(listed(refusal.ids));
    case 'name':
      return refusal.isTaken ? refused.nameTaken(refusal.name) : refused.nameWrong;
    case 'parameter-name':
      return refused.parameterName(refusal.name);
    default:
      return refusal satisfies never;
  }
}

export function ungroupRefusalText(refusal: UngroupRefusal): string {
  const { ungroup } = textsNow().structure;
  switch (refusal.type) {
    case 'no-block':
      return ungroup.noBlock;
    case 'repeat':
      return ungroup.repeat(refusal.repeat);
    case 'too-many':
      return ungroup.tooMany(refusal.copies, refusal.nodes);
    case 'reads-around':
      return ungroup.readsAround(refusal.node, refusal.parameter);
    case 'too-long':
      return ungroup.tooLong(refusal.node);
    default:
      return refusal satisfies never;
  }
}

function listed(ids: readonly string[]): string {
  return [...ids.slice(0, MOST_NAMES), ...(ids.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
