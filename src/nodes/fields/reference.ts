/** Names of networks and blocks of the same document, and the arguments that a use of a block fills in. */
import { z } from 'zod';
import { Id, Numeric } from '../../../graph-schemas/primitives.ts';
import { fieldMeta } from './meta.ts';

interface Options {
  readonly label: string;
  readonly help?: string;
}

/** One name. Has no default: a document must say which. */
export function reference(to: 'network' | 'block', options: Options) {
  const schema = Id.clone();
  schema.register(fieldMeta, { type: 'reference', to, ...options });
  return schema;
}

/** Any number of networks. */
export function references(options: Options) {
  const schema = z.array(Id).max(64);
  schema.register(fieldMeta, { type: 'references', to: 'network', ...options });
  return schema.default(() => []);
}

/** Numbers or expressions by the name of the block's parameter; absent ones keep the block's own value. */
export function blockArguments(options: Options) {
  const schema = z.record(Id, Numeric);
  schema.register(fieldMeta, { type: 'arguments', ...options });
  return schema.default(() => ({}));
}
