/** What a `model.json` of tf.js must hold; read without tf.js, so that the page can tell before anything is loaded. */
import { z } from 'zod';
import { DataError } from '../dataset.ts';

const ModelJson = z.looseObject({
  format: z.enum(['layers-model', 'graph-model']).optional(),
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.looseObject({ name: z.string(), shape: z.array(z.int()), dtype: z.string() }),
      ),
    }),
  ),
  signature: z.record(z.string(), z.unknown()).optional(),
  userDefinedMetadata: z.record(z.string(), z.unknown()).optional(),
});
type ModelJson = z.infer<typeof ModelJson>;

/** `file` is what the person knows it by. */
export function readModelJson(file: string, json: string): ModelJson {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new DataError(`${file} is not JSON: choose the model.json that tf.js saved.`);
  }
  const result = ModelJson.safeParse(data);
  if (result.success) return result.data;
  const at = result.error.issues[0]?.path.join('.') || 'its top';
  throw new DataError(`${file} is no tf.js model: ${at} is not as tf.js writes it.`);
}
