/** The data of a run, for each dataset node: generated, or read from folders, archives and files. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Program } from '../../compiler/program.ts';
import { DataError, type Dataset } from '../../data/dataset.ts';
import { type StoredForm, storedForm } from '../../data/files/fit-image.ts';
import { WHITE } from '../../data/files/image-decoder.ts';
import { importFiles } from '../../data/files/import-files.ts';
import { preparingWith } from '../../data/files/prepare-image.ts';
import { reportText } from '../../data/files/report-text.ts';
import { generate } from '../../data/generate.ts';
import { shareDataset } from '../../data/share-dataset.ts';
import type { Feed } from '../../nodes/specs.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';
import { createImageDecoder } from './decode-image.ts';
import { filesAt } from './node-files.ts';

export const BUILTIN = 'builtin';

interface Reader {
  readonly node: string;
  readonly feed: Feed;
}

/**
 * `choices` are as given after `--data`: `builtin`, paths (which together make the set of all nodes), or NODE=PATH.
 * What was found is told through `say`; `onProgress` counts images while they are read.
 */
export async function loadData(
  program: Program,
  choices: readonly string[],
  say: (sentence: string) => void,
  onProgress?: (done: number, total: number) => void,
): Promise<Readonly<Record<string, Dataset>>> {
  const readers = program.sources.flatMap(({ node, feed }) => (feed ? [{ node, feed }] : []));
  const paths = pathsByNode(readers, choices);
  const sets = new Map<string, Promise<Dataset>>();
  const generated = new Map<string, Dataset>();
  const data: Record<string, Dataset> = {};
  for (const { node, feed } of readers) {
    const from = paths.get(node) ?? [];
    if (from.length === 0) {
      const known =
        generated.get(feed.builtin) ?? shareDataset(generate(feed.builtin, program.seed));
      generated.set(feed.builtin, known);
      data[node] = known;
      continue;
    }
    const form = feed.transform.type === 'image' ? storedForm(feed.transform) : undefined;
    const wantsPairs = feed.select !== 'all' && feed.select !== 'resolutions';
    // Nodes that take the same files in the same form share them.
    const key = JSON.stringify([from, form, wantsPairs]);
    const set =
      sets.get(key) ??
      readSet(from, form, wantsPairs, { say, ...(onProgress ? { onProgress } : {}) });
    sets.set(key, set);
    data[node] = await set;
  }
  return data;
}

/** The same choices from wherever the command is called: what a run folder keeps. */
export function absoluteChoices(program: Program, choices: readonly string[]): readonly string[] {
  const nodes = new Set(program.sources.map(({ node }) => node));
  return choices.map((choice) => {
    const { node, path } = split(choice, nodes);
    const absolute = path === BUILTIN ? path : resolve(path);
    return node === undefined ? absolute : `${node}=${absolute}`;
  });
}

/** What is given for a node alone takes the place of what is given for all. */
function pathsByNode(
  readers: readonly Reader[],
  choices: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const names = readers.map(({ node }) => node);
  const nodes = new Set(names);
  const given = choices.map((choice) => split(choice, nodes));
  for (const { node, path } of given) {
    if (node !== undefined || !path.includes('=') || existsSync(path)) continue;
    const [asked = ''] = path.split('=');
    throw new UsageError(
      `--data expects a path, or NODE=PATH with a dataset node, but "${path}" is neither: the dataset nodes are ${names.join(', ') || 'none'}.${didYouMean(asked, names)}`,
    );
  }
  const wantsPoints = (feed: Feed): boolean => feed.transform.type === 'points';
  const isMixed = readers.some(({ feed }) => !wantsPoints(feed));
  return new Map(
    readers.map(({ node: name, feed }) => {
      const alone = given.filter(({ node }) => node === name);
      // Beside nodes that take images, one that takes points is not meant.
      const shared = isMixed && wantsPoints(feed) ? [] : given.filter(({ node }) => !node);
      const paths = (alone.length > 0 ? alone : shared).map(({ path }) => path);
      if (paths.includes(BUILTIN) && paths.length > 1)
        throw new UsageError(
          `--data was given "${BUILTIN}" and files for the node "${name}". Give one or the other.`,
        );
      return [name, paths.filter((path) => path !== BUILTIN)];
    }),
  );
}

function split(
  choice: string,
  nodes: ReadonlySet<string>,
): { readonly node?: string; readonly path: string } {
  const at = choice.indexOf('=');
  const node = choice.slice(0, Math.max(0, at));
  return at > 0 && nodes.has(node) ? { node, path: choice.slice(at + 1) } : { path: choice };
}

interface Watching {
  say(sentence: string): void;
  onProgress?(done: number, total: number): void;
}

const PROGRESS_EVERY_MS = 100;

function seldom(tell: (done: number, total: number) => void): typeof tell {
  let last = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    tell(done, total);
  };
}

async function readSet(
  paths: readonly string[],
  form: StoredForm | undefined,
  wantsPairs: boolean,
  { say, onProgress }: Watching,
): Promise<Dataset> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (!form)
    throw new DataError(
      `The dataset node takes points, and files hold images: "${paths.join('", "')}" cannot be used. Leave --data out, or change the node.`,
    );
  if (files.length === 0)
    throw new DataError(
      `"${paths.join('", "')}" holds no files. Give a folder with images in it, or in folders in it.`,
    );
  const { dataset, report } = await importFiles(files, {
    form,
    pairs: 'auto',
    wantsPairs,
    background: WHITE,
    prepareImage: preparingWith(await createImageDecoder()),
    ...(onProgress ? { onProgress: seldom(onProgress) } : {}),
  });
  for (const sentence of reportText(dataset, report)) say(sentence);
  return shareDataset(dataset);
}
