/** Models that metrics measure by, from a folder: each in one of its own, as tf.js and `ganvas export` write them. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readModelJson } from '../../data/files/model-json.ts';
import { type MetricStore, NO_STORE } from '../../runtime/metrics/metric-store.ts';

/** Without a folder there are none. */
export function modelFolder(folder: string | undefined): MetricStore {
  return {
    ...NO_STORE,
    async model(name) {
      // A document may come from anyone: it names a model, not a place on this machine.
      if (folder === undefined || basename(name) !== name || name === '..') return null;
      const path = join(folder, name, 'model.json');
      const json = await readFile(path, 'utf8').catch(() => null);
      if (json === null) return null;
      const { weightsManifest } = readModelJson(path, json);
      const parts = weightsManifest.flatMap(({ paths }) =>
        paths.map((part) => readFile(join(dirname(path), basename(part)))),
      );
      return { json, weights: new Uint8Array(Buffer.concat(await Promise.all(parts))) };
    },
  };
}
