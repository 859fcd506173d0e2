/** Everything that a document can be exported to. */
import { archive } from './archive.ts';
import { pytorch } from './pytorch.ts';
import { safetensors } from './safetensors.ts';
import type { ExportTarget } from './target.ts';
import { tfjs } from './tfjs.ts';

export const targets: readonly ExportTarget[] = [pytorch, tfjs, safetensors, archive];
