/** What a repair does, as a sentence. */
import type { Repair } from '../../graph/repair-types.ts';
import { importReportTexts } from './import-report-texts.ts';

export function repairText(repair: Repair): string {
  const texts = importReportTexts.now().repairs;
  switch (repair.type) {
    case 'text': {
      const { what, line, column } = repair;
      return texts[what](line, column);
    }
    case 'doubled':
      return texts.doubled(repair.key, repair.line);
    case 'migrated':
      return texts.migrated(repair.from, repair.to);
    case 'unknown':
      return texts.unknown(repair.path);
    case 'dropped':
      return texts.dropped(repair.path, repair.found);
    case 'reset':
      return texts.reset(repair.path, repair.found, repair.to);
    case 'shortened':
      return texts.shortened(repair.path, repair.to);
    case 'entry':
      return texts.entry(repair.path, repair.found);
    case 'renamed':
      return texts.renamed(repair.path, repair.to);
    case 'wire':
      return texts.wire(repair.wire, repair.path);
    default:
      return repair satisfies never;
  }
}
