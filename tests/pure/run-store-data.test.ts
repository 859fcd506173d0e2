/** Data of runs, as the stores hand it to the worker. */
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/data/dataset.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import { points, setUp } from './support/run-stage.ts';

describe('the data store', () => {
  const file = { path: 'points.bin', file: new File(['x'], 'points.bin') };

  it('trains on dropped files once the worker has decoded them', async () => {
    const { get, data, hear, sent, settled } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    expect(data.getState().busy.data).toMatchObject({ text: 'Reading points.bin …', total: 0 });
    hear({ type: 'decoded', requestId: 1, result: { dataset: points } });
    expect(await bound).toBe(true);
    expect(data.getState().busy).toEqual({});
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'dataset', dataset: points } } });
    await settled();
    expect(await data.getState().previewOf('data', 'rings')).toBe(points);
  });

  it('begins no run before the data is there, and says what it waits for', async () => {
    const { get, data, hear, sent } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    get().train();
    expect(sent.map(({ type }) => type)).not.toContain('open');
    expect(get().notices.at(-1)?.message).toContain('the data of "data" is still being read');
    hear({ type: 'decoded', requestId: 1, result: { dataset: points } });
    await bound;
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'dataset', dataset: points } } });
  });

  it('shows the sentence about files that cannot be used, and trains on the built-in data', async () => {
    const { get, data, hear, sent } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    hear({ type: 'decoded', requestId: 1, result: { message: 'The file is empty.' } });
    expect(await bound).toBe(false);
    expect(data.getState().errors.data).toBe('The file is empty.');
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'builtin', name: 'rings' } } });
  });

  it('does not give pictures to a node that wants points', async () => {
    const { get, data, hear, sent } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    const pictures: Dataset = {
      type: 'images',
      name: 'digits',
      count: 1,
      height: 1,
      width: 1,
      channels: 1,
      pixels: new Uint8Array(1),
    };
    hear({ type: 'decoded', requestId: 1, result: { dataset: pictures } });
    await bound;
    get().train();
    expect(sent.at(-2)).toMatchObject({ bindings: { data: { type: 'builtin', name: 'rings' } } });
  });

  it('keeps data bound to a node that is renamed', async () => {
    const { data, hear } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    hear({ type: 'decoded', requestId: 1, result: { dataset: points } });
    await bound;
    const node = { kind: 'dataset' };
    const before = { ...blankDocument, objective: { nodes: { data: node }, edges: [] } };
    const after = { ...blankDocument, objective: { nodes: { photos: node }, edges: [] } };
    data.getState().follow(before, after);
    expect(data.getState().bindings).toMatchObject({ photos: { dataset: points } });
    expect(data.getState().bindings.data).toBeUndefined();
  });

  it('does not wait for ever for a worker that is gone', async () => {
    const { data, hear } = setUp();
    const bound = data.getState().bindFiles([{ node: 'data', feed: null }], [file]);
    hear({
      ...{ type: 'trouble', code: 'internal', message: 'Crashed.', isFatal: true },
      runId: undefined,
    });
    expect(await bound).toBe(false);
    expect(data.getState().errors.data).toContain('once more');
  });
});
