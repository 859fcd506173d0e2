/** Documents in pictures, into files and out of them. What packs and unpacks them is fetched when somebody wants it. */
import type { Document } from '../../graph-schemas/document.ts';
import type { Found } from '../exchange/picture-document.ts';

const pictures = () => import('../exchange/picture-document.ts');

export async function pictureWith(png: Blob, document: Document): Promise<Blob> {
  const { withDocument } = await pictures();
  const bytes = withDocument(new Uint8Array(await png.arrayBuffer()), document);
  return new Blob([bytes], { type: 'image/png' });
}

/** A file that cannot be read holds none: whoever reads it next says why. */
export async function documentOf(picture: Blob): Promise<Found> {
  const bytes = await picture.arrayBuffer().catch(() => null);
  if (!bytes) return { type: 'none' };
  const { documentIn } = await pictures();
  return documentIn(new Uint8Array(bytes));
}
