/** Files that a person chose become a model to keep: its `model.json`, and the weights that it names, in their order. */

import { readModelJson } from '../data/files/model-json.ts';
import type { ModelFiles } from '../runtime/metrics/metric-store.ts';

/** Throws a sentence where something is missing. */
export async function gatherModel(
  files: readonly File[],
): Promise<ModelFiles & { readonly name: string }> {
  const jsons = files.filter(({ name }) => name.endsWith('.json'));
  const [main] = jsons;
  if (!main || jsons.length > 1) {
    throw new Error(
      `Choose the model.json of one model together with its files of weights; found ${jsons.length} files of JSON.`,
    );
  }
  const json = await main.text();
  const { weightsManifest } = readModelJson(main.name, json);
  const parts: Uint8Array[] = [];
  for (const path of weightsManifest.flatMap(({ paths }) => paths)) {
    const wanted = path.split('/').at(-1) ?? path;
    const file = files.find(({ name }) => name === wanted);
    if (!file) {
      throw new Error(
        `${main.name} names the file of weights "${wanted}", which was not chosen: choose all files of the model at once.`,
      );
    }
    parts.push(new Uint8Array(await file.arrayBuffer()));
  }
  const weights = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    weights.set(part, at);
    at += part.length;
  }
  return { name: nameOf(main), json, weights };
}

/** tf.js calls every model `model.json`: where the browser tells the folder, that says more. */
function nameOf({ name, webkitRelativePath }: File): string {
  const stem = name.replace(/\.json$/, '');
  const folder = webkitRelativePath?.split('/').at(-2);
  return (stem === 'model' && folder ? folder : stem).slice(0, 100) || 'model';
}
