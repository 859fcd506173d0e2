/** A document inside a PNG: the picture stays what it is, the document comes back, damage is told. */
import { describe, expect, it } from 'vitest';
import { readPngParts } from '../../src/data/files/png-chunks.ts';
import { encodePng } from '../../src/data/png.ts';
import { documentIn, withDocument } from '../../src/exchange/picture-document.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';

const pixels = Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 31) % 251);
const png = encodePng(40, 30, 3, pixels);
const [first, second] = presets.map(({ document }) => ({
  ...document,
  name: `${document.name} 画`,
}));
if (!first || !second) throw new Error('There are no presets.');

describe('a picture', () => {
  it('gives back the document that was put into it, and shows the same', () => {
    const picture = withDocument(png, first);
    const found = documentIn(picture);
    if (found.type !== 'text') throw new Error(found.type);
    expect(readDocument(found.text).document).toEqual(first);
    expect(readPngParts('a.png', picture).packed).toEqual(readPngParts('a.png', png).packed);
  });

  it('holds one document: another takes its place', () => {
    const twice = withDocument(withDocument(png, first), second);
    expect(twice).toEqual(withDocument(png, second));
  });

  it('without a document has none, and neither has any other file', () => {
    expect(documentIn(png)).toEqual({ type: 'none' });
    expect(documentIn(new Uint8Array(0))).toEqual({ type: 'none' });
    expect(documentIn(new TextEncoder().encode(JSON.stringify(first)))).toEqual({ type: 'none' });
  });

  it.each([0.3, 0.6, 0.9])('cut off at %d of its document is damaged, never half read', (share) => {
    const picture = withDocument(png, first);
    const length = new DataView(picture.buffer).getUint32(33);
    expect(documentIn(picture.slice(0, 33 + Math.floor(length * share)))).toEqual({
      type: 'damaged',
    });
  });

  it('in which a byte of the document was changed is damaged', () => {
    const picture = withDocument(png, first);
    picture[120] = (picture[120] ?? 0) ^ 1;
    expect(documentIn(picture)).toEqual({ type: 'damaged' });
  });
});
