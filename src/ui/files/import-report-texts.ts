/** Texts of this part of the page. */
import { importReport as english } from '../texts/en/import-report.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { importReport as chinese } from '../texts/zh/import-report.ts';

export const importReportTexts = lateTexts(english, chinese);
