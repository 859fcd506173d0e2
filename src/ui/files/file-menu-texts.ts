/** Texts of this part of the page. */
import { fileMenu as english } from '../texts/en/file-menu.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { fileMenu as chinese } from '../texts/zh/file-menu.ts';

export const fileMenuTexts = lateTexts(english, chinese);
