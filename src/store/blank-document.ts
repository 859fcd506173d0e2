/** The empty experiment that "New" opens, and what stands on the page before anything is loaded. */
import { emptyDocument } from '../graph/edit.ts';

export const blankDocument = emptyDocument('Untitled');
