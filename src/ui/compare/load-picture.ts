/** A stored sheet, decoded for drawing. */
import { runLibrary } from '../../store/training-client.ts';
import type { Picture, SheetKey } from './sheet-cache.ts';

export async function loadPicture({ runId, view, step }: SheetKey): Promise<Picture> {
  const found = await runLibrary.sample(runId, view, step);
  if (!found) return { type: 'unreadable' };
  return found.type === 'points'
    ? found
    : { type: 'sheet', bitmap: await createImageBitmap(found.png) };
}
