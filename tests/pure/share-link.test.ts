/** A graph in a link: it arrives whole, or the page knows that it did not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import { LINK_WARNS_AT, packDocument, unpackDocument } from '../../src/store/share-link.ts';

describe('a graph in a link', () => {
  it('is the same when it arrives, and every preset fits', () => {
    for (const { document } of presets) {
      const packed = packDocument(document);
      expect(packed.length).toBeLessThan(LINK_WARNS_AT + 2_000);
      expect(packed).toMatch(/^[\w.-]+$/);
      const found = unpackDocument(packed);
      expect(found.type === 'text' && readDocument(found.text).document).toEqual(document);
    }
  });

  it('that was cut off anywhere says so, and one that was altered too', () => {
    const [{ document } = { document: null }] = presets;
    if (!document) throw new Error('there are presets');
    const packed = packDocument(document);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: packed.length - 1 }), (at) => {
        expect(unpackDocument(packed.slice(0, at)).type).toBe('cut');
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: packed.length - 1 }),
        fc.constantFrom('A', 'z', '-', '.', '%'),
        (at, put) => {
          fc.pre(packed[at] !== put);
          const found = unpackDocument(packed.slice(0, at) + put + packed.slice(at + 1));
          // A bit that stands for nothing changes nothing.
          if (found.type === 'text') expect(found).toEqual(unpackDocument(packed));
        },
      ),
      { numRuns: 300 },
    );
    expect(unpackDocument(`2${packed.slice(1)}`)).toMatchObject({ type: 'unknown-version' });
  });

  it('that would fill the memory is given up', async () => {
    const { deflateSync } = await import('fflate');
    const bomb = Buffer.from(deflateSync(new Uint8Array(60_000_000))).toString('base64url');
    const started = performance.now();
    expect(unpackDocument(`1.00000000.${bomb.length.toString(36)}.${bomb}`).type).toBe('too-large');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
