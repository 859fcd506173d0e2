/** What a person chooses to measure by becomes one model: its weights in the order that it names. */
import { describe, expect, it } from 'vitest';
import { gatherModel } from '../../src/worker/model-files.ts';

const json = (...paths: string[]) =>
  JSON.stringify({ modelTopology: {}, weightsManifest: [{ paths, weights: [] }] });
const file = (name: string, content: BlobPart) => new File([content], name);

describe('files of a model', () => {
  it('are joined in the order of its manifest, wherever they lay', async () => {
    const text = json('a/group1-shard1of2.bin', 'group1-shard2of2.bin');
    const found = await gatherModel([
      file('group1-shard2of2.bin', Uint8Array.of(3, 4)),
      file('eyes.json', text),
      file('group1-shard1of2.bin', Uint8Array.of(1, 2)),
    ]);
    expect(found).toEqual({ name: 'eyes', json: text, weights: Uint8Array.of(1, 2, 3, 4) });
  });

  it('that are missing, doubled or none are told by name', async () => {
    const main = file('model.json', json('weights.bin'));
    await expect(gatherModel([main])).rejects.toThrow(
      'model.json names the file of weights "weights.bin", which was not chosen',
    );
    await expect(gatherModel([main, main])).rejects.toThrow('found 2 files of JSON');
    await expect(gatherModel([file('x.json', '{}')])).rejects.toThrow(
      'x.json is no tf.js model: modelTopology',
    );
  });
});
