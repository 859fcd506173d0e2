/** Everything that a document can be exported to. */
import { pytorch } from './pytorch.ts';
import type { ExportTarget } from './target.ts';

export const targets: readonly ExportTarget[] = [pytorch];
