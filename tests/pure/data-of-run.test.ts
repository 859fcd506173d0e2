/** The data that a run goes on with: its own, or the same under another id where the run came out of an archive. */
import { describe, expect, it } from 'vitest';
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { generate } from '../../src/data/generate.ts';
import { hashOfText, identityOf } from '../../src/data/identity.ts';
import { dataOfRun } from '../../src/store/data-binding.ts';

const data = generate('rings', 1);
const nowhere = async (): Promise<Dataset | null> => null;
const stored: StoredBinding & { type: 'stored' } = {
  ...{ type: 'stored', datasetId: 'elsewhere', name: 'Mine' },
  fileNames: ['a.zip'],
};
const hash = hashOfText(identityOf(data));
const boundTo = (dataset: Dataset) => ({
  node: { type: 'files', datasetId: 'here', name: 'Again', fileNames: ['b.zip'], dataset } as const,
});

describe('the data of a run out of an archive', () => {
  it('is what its node reads here, where that is equal to the last byte', async () => {
    const { live } = await dataOfRun(boundTo(data), { node: { ...stored, hash } }, nowhere);
    expect(live.node).toEqual({ type: 'dataset', dataset: data });
  });

  it('is missed, by name and node, where the node reads anything else', async () => {
    const other = boundTo(generate('rings', 2));
    const asked = dataOfRun(other, { node: { ...stored, hash } }, nowhere);
    await expect(asked).rejects.toThrow('Drop a.zip on "node" and press Resume');
  });

  it('is not guessed for runs of this browser', async () => {
    const asked = dataOfRun(boundTo(data), { node: stored }, nowhere);
    await expect(asked).rejects.toThrow('Drop a.zip again and start a new run');
  });
});
