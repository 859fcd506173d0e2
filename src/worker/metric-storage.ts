/**
 * What metrics keep in the browser beyond runs: classifiers of data, which can be trained again, and models that a person
 * loaded, which cannot. In a database of its own: neither belongs to a document or a run.
 */
import Dexie, { type EntityTable } from 'dexie';
import { z } from 'zod';
import type { KeptClassifier } from '../runtime/metrics/classifier.ts';
import type { MetricStore, ModelFiles } from '../runtime/metrics/metric-store.ts';
import { storageError } from './storage-errors.ts';

const NAME = 'ganvas-metrics';
/** Some hundred kilobytes each. */
const MOST_CLASSIFIERS = 16;

const Weight = z
  .object({
    shape: z.array(z.int().min(0)),
    values: z.custom<Float32Array>((found) => found instanceof Float32Array),
  })
  .refine(({ shape, values }) => shape.reduce((size, axis) => size * axis, 1) === values.length);
const ClassifierRecord = z.object({
  key: z.string(),
  usedAt: z.number(),
  classifier: z.object({
    shape: z.tuple([z.int(), z.int(), z.int()]),
    accuracy: z.number(),
    weights: z.array(Weight).length(8),
  }),
});
const ModelRecord = z.object({
  name: z.string(),
  json: z.string(),
  weights: z.custom<Uint8Array>((found) => found instanceof Uint8Array),
});
type ModelRecord = z.infer<typeof ModelRecord>;

class MetricDatabase extends Dexie {
  declare classifiers: EntityTable<z.infer<typeof ClassifierRecord>, 'key'>;
  declare models: EntityTable<ModelRecord, 'name'>;

  constructor() {
    super(NAME);
    this.version(1).stores({ classifiers: 'key, usedAt', models: 'name' });
    this.on('versionchange', () => this.close());
  }
}

/** The page's side: which models are kept. */
export interface ModelStorage {
  names(): Promise<readonly string[]>;
  /** Under a name that is free; which one is returned. */
  keep(model: ModelFiles & { readonly name: string }): Promise<string>;
  /** To a name that is free, as `keep`. Rejects where it is no longer there. */
  rename(from: string, to: string): Promise<string>;
  /** Out of storage, to be kept again where that is taken back; null where it is no longer there. */
  take(name: string): Promise<ModelFiles | null>;
}

export function createMetricStorage(): MetricStore & { readonly models: ModelStorage } {
  const db = new MetricDatabase();

  /** Within a transaction. */
  async function addNamed({ name, ...model }: ModelRecord): Promise<string> {
    const taken = new Set(await db.models.toCollection().primaryKeys());
    let free = name;
    for (let n = 2; taken.has(free); n++) free = `${name} ${n}`;
    await db.models.add({ ...model, name: free });
    return free;
  }

  return {
    async classifier(key) {
      const read = ClassifierRecord.safeParse(await db.classifiers.get(key));
      if (!read.success) return null;
      await db.classifiers.update(key, { usedAt: Date.now() });
      return read.data.classifier;
    },
    async keepClassifier(key: string, { shape, accuracy, weights }: KeptClassifier) {
      await db.transaction('rw', db.classifiers, async () => {
        const classifier = { shape: [...shape] as [number, number, number], accuracy };
        const kept = weights.map((weight) => ({ ...weight, shape: [...weight.shape] }));
        const usedAt = Date.now();
        await db.classifiers.put({ key, usedAt, classifier: { ...classifier, weights: kept } });
        const tooMany = (await db.classifiers.count()) - MOST_CLASSIFIERS;
        if (tooMany <= 0) return;
        const oldest = await db.classifiers.orderBy('usedAt').limit(tooMany).primaryKeys();
        await db.classifiers.bulkDelete(oldest);
      });
    },
    async model(name) {
      const read = ModelRecord.safeParse(await db.models.get(name));
      return read.success ? read.data : null;
    },
    models: {
      names: () => db.models.orderBy('name').primaryKeys(),
      async keep({ name, json, weights }) {
        try {
          return await db.transaction('rw', db.models, () => addNamed({ name, json, weights }));
        } catch (error) {
          throw storageError(`Could not keep the model "${name}"`, error);
        }
      },
      async rename(from, to) {
        try {
          return await db.transaction('rw', db.models, async () => {
            const model = await db.models.get(from);
            if (!model) throw new Error('it is no longer in this browser');
            await db.models.delete(from);
            return addNamed({ ...model, name: to });
          });
        } catch (error) {
          throw storageError(`Could not rename the model "${from}"`, error);
        }
      },
      take: (name) =>
        db.transaction('rw', db.models, async () => {
          const read = ModelRecord.safeParse(await db.models.get(name));
          await db.models.delete(name);
          return read.success ? read.data : null;
        }),
    },
  };
}
