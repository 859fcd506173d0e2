/**
 * What folders say about the images in them: domains (`trainA`, `trainB`), splits (`train`, `test`, `val`), and a
 * folder for each class. Pure: paths in, meaning out; the images themselves are not looked at.
 */

export type Domain = 'a' | 'b';

export interface Placed<T> {
  readonly file: T;
  readonly domain?: Domain;
  readonly label?: number;
}

export interface Layout<T> {
  /** In the order of their paths, whatever order they came in. */
  readonly used: readonly Placed<T>[];
  readonly heldBack: readonly T[];
  /** Where folders mean something, the files that lie in none of them. */
  readonly misplaced: readonly { readonly file: T; readonly reason: string }[];
  /** Folders of classes, in order; absent where there is at most one. */
  readonly classNames?: readonly string[];
  /** There is a folder of a split, as sets of pairs have. */
  readonly hasSplit: boolean;
  readonly notes: readonly string[];
}

/** As many as a dataset node can name; a folder for each day or person is no class. */
const MOST_CLASSES = 10_000;

const DOMAIN = /^(train|training|test|testing|val|valid|validation)[ _-]?([ab])$/i;
const SPLIT = /^(train|training|test|testing|val|valid|validation)$/i;

interface Read<T> {
  readonly file: T;
  readonly path: string;
  readonly isTraining: boolean;
  readonly split: string | undefined;
  readonly domain: Domain | undefined;
  /** The folders that are left, from the outside in. */
  readonly folders: readonly string[];
}

export function layOut<T extends { readonly path: string }>(files: readonly T[]): Layout<T> {
  const read = files.map(readPath).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const hasDomains = read.some(({ domain }) => domain !== undefined);
  const inPlace = hasDomains ? read.filter(({ domain }) => domain !== undefined) : read;
  const misplaced = read
    .filter(({ domain }) => hasDomains && domain === undefined)
    .map(({ file }) => ({ file, reason: 'in none of the folders trainA, trainB, testA, testB' }));
  const hasSplit = inPlace.some(({ split }) => split !== undefined);
  const hasTraining = inPlace.some(({ split, isTraining }) => split !== undefined && isTraining);
  const isUsed = (each: Read<T>): boolean => !hasTraining || each.isTraining;
  const heldBack = inPlace.filter((each) => !isUsed(each)).map(({ file }) => file);
  const used = inPlace.filter(isUsed);
  const base = { heldBack, hasSplit, notes: [] };
  if (hasDomains)
    return {
      ...base,
      notes: missingDomain(used),
      misplaced,
      used: used.map(({ file, domain }) => (domain ? { file, domain } : { file })),
    };
  return { ...base, ...byClass(used) };
}

/** Without images of both domains there are none. */
function missingDomain(
  used: readonly { readonly domain: Domain | undefined }[],
): readonly string[] {
  const found = new Set(used.map(({ domain }) => domain));
  const missing = (['a', 'b'] as const).find((domain) => !found.has(domain));
  if (!missing || used.length === 0) return [];
  const other = missing === 'a' ? 'B' : 'A';
  return [
    `There are images of domain ${other} to train on, and none of domain ${missing.toUpperCase()}, so all are one set. For two domains bring the folders trainA and trainB.`,
  ];
}

function readPath<T extends { readonly path: string }>(file: T): Read<T> {
  const { path } = file;
  const folders = path
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(0, -1)
    // Systems write the same accent in two ways: one folder, zipped on a Mac and elsewhere, is one class.
    .map((part) => part.normalize('NFC'));
  for (const [k, folder] of folders.entries()) {
    const [, split, letter] = DOMAIN.exec(folder) ?? SPLIT.exec(folder) ?? [];
    if (split === undefined) continue;
    return {
      file,
      path,
      split,
      isTraining: /^train/i.test(split),
      domain: letter === undefined ? undefined : letter.toLowerCase() === 'a' ? 'a' : 'b',
      folders: folders.toSpliced(k, 1),
    };
  }
  return { file, path, split: undefined, isTraining: false, domain: undefined, folders };
}

/** Folders that all share are the set's own; the next one down is the class. */
function byClass<T>(
  used: readonly Read<T>[],
): Pick<Layout<T>, 'used' | 'misplaced' | 'notes' | 'classNames'> {
  const shared = sharedDepth(used.map(({ folders }) => folders));
  // Of two archives side by side, each is a class.
  const classOf = ({ folders }: Read<T>): string | undefined =>
    folders[shared]?.replace(/\.(zip|tar|tar\.gz|tgz)$/i, '');
  const names = [...new Set(used.flatMap((each) => classOf(each) ?? []))].sort();
  const unlabelled = { used: used.map(({ file }) => ({ file })), misplaced: [] };
  if (names.length < 2) return { ...unlabelled, notes: [] };
  if (names.length > MOST_CLASSES)
    return {
      ...unlabelled,
      notes: [
        `The images lie in ${names.length.toLocaleString('en-US')} folders, more than the ${MOST_CLASSES.toLocaleString('en-US')} classes that a dataset node can have, so the folders were not taken for classes.`,
      ],
    };
  const labelOf = new Map(names.map((name, label) => [name, label]));
  const placed: Placed<T>[] = [];
  const misplaced: { file: T; reason: string }[] = [];
  for (const each of used) {
    const label = labelOf.get(classOf(each) ?? '');
    if (label === undefined)
      misplaced.push({ file: each.file, reason: 'in no folder of a class, while others are' });
    else placed.push({ file: each.file, label });
  }
  return { used: placed, misplaced, classNames: names, notes: [] };
}

/** How many folders, from the outside, all paths have in common. */
function sharedDepth(paths: readonly (readonly string[])[]): number {
  // A file beside the set's own folder, such as a preview, does not make that folder a class.
  const inside = paths.filter((path) => path.length > 0);
  const [first = []] = inside;
  let depth = 0;
  while (depth < first.length && inside.every((path) => path[depth] === first[depth])) depth++;
  return depth;
}
