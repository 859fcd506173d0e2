/** Pictures that hold the graph that made them, both ways: saved from the samples, dropped on the page. */
import { notifications } from '@mantine/notifications';
import type { Document } from '../../../graph-schemas/document.ts';
import { documentOf, pictureWith } from '../../store/picture-files.ts';
import type { DroppedFile } from '../../worker/decode-request.ts';
import { downloadBlob } from '../run/download.ts';
import { textsNow } from '../texts/texts.ts';
import { openText } from './open-graph.ts';

/** Sheets are smaller; and of a set of thousands none is one. */
const MOST_BYTES = 64e6;
const MOST_PICTURES = 8;

export async function savePicture(png: Blob, name: string, document: Document): Promise<void> {
  downloadBlob(await pictureWith(png, document), name);
}

/** Opens the graphs that are in them. Answers the files that are left: ordinary pictures, and all that are none. */
export async function takePictures(files: readonly DroppedFile[]): Promise<readonly DroppedFile[]> {
  const pictures = files.filter(
    ({ path, file }) => /^[^/]*\.png$/i.test(path) && file.size <= MOST_BYTES,
  );
  if (pictures.length === 0 || pictures.length > MOST_PICTURES) return files;
  const taken = new Set<DroppedFile>();
  for (const picture of pictures) {
    const { name } = picture.file;
    const found = await documentOf(picture.file);
    if (found.type === 'none') continue;
    taken.add(picture);
    if (found.type === 'text') await openText(found.text, name, { type: 'file', name });
    else {
      const { damagedTitle, damaged } = textsNow().takeAway.picture;
      notifications.show({
        ...{ color: 'red', autoClose: false },
        ...{ title: damagedTitle(name), message: damaged },
      });
    }
  }
  return files.filter((file) => !taken.has(file));
}
