/** Image files, laid out in folders, decoded into one array per domain, all of one form. */
import { DataError } from '../dataset.ts';
import type { StoredForm } from './fit-image.ts';
import { type ImageHeader, MOST_PIXELS, readImageHeader } from './image-header.ts';
import { ImageStore, type StoredImages } from './image-store.ts';
import type { ImportOptions } from './import-types.ts';
import { type Layout, layOut, type Placed } from './layout.ts';
import { Budget, forEachLimited } from './limited.ts';
import type { ReportBuilder } from './report-builder.ts';
import { readWhole, type SourceFile } from './source-file.ts';

/** An image file is refused beyond this before it is read. */
const MOST_FILE_BYTES = 2 ** 26;
/** All images together, as stored. */
const MOST_STORED_BYTES = 1_500_000_000;
/** Files that were read and wait for their turn. */
const MOST_BYTES_READ = 2 ** 27;
const AT_ONCE = 8;
const LOOKED_AT = 24;
/** A stray picture among pairs is left out, instead of making all of them none. */
const PAIRED_SHARE = 0.75;

export interface ImportedImages {
  /** The only set; of domains A then B; of pairs the left halves. */
  readonly images: StoredImages;
  /** Of two domains: how many of the images are of A. */
  readonly countA?: number;
  /** Of pairs: the right halves. */
  readonly second?: Uint8Array;
  readonly classNames?: readonly string[];
}

export async function importImages(
  files: readonly SourceFile[],
  options: ImportOptions,
  report: ReportBuilder,
): Promise<ImportedImages> {
  const layout = layOut(files);
  for (const { file, reason } of layout.misplaced) report.skip(file.path, reason);
  report.holdBack(layout.heldBack.length);
  report.note(...layout.notes);
  report.fitted();
  const isPaired = options.pairs === 'split' || (await looksPaired(layout, options));
  const { form } = options;
  requireRoom(layout.used.length * (isPaired ? 2 : 1), form);
  const { jobs, stores, countA } = places(layout, form, isPaired);
  await decodeAll(inOrderOf(files, jobs), stores, options, report);
  const filledA = countA === undefined ? undefined : stores.first.filledBefore(countA);
  const images = stores.first.finish();
  const hasBoth = filledA !== undefined && filledA > 0 && filledA < images.count;
  const second = stores.second?.finish().pixels;
  const hadBoth = countA !== undefined && countA > 0 && countA < layout.used.length;
  if (hadBoth && !hasBoth && images.count > 0)
    report.note(
      `No image of domain ${filledA === 0 ? 'A' : 'B'} could be used, so all others are one set. Mend the files of that domain and bring all again.`,
    );
  return {
    images,
    ...(hasBoth ? { countA: filledA } : {}),
    ...(second ? { second } : {}),
    ...(layout.classNames ? { classNames: layout.classNames } : {}),
  };
}

/** Without a choice, pictures about twice as wide as high are pairs, where folders `train`, `val`, `test` or the node suggest it. */
async function looksPaired(
  { used, hasSplit, classNames }: Layout<SourceFile>,
  { pairs, wantsPairs }: ImportOptions,
): Promise<boolean> {
  if (
    pairs !== 'auto' ||
    !(hasSplit || wantsPairs) ||
    classNames ||
    used.some(({ domain }) => domain)
  )
    return false;
  const every = Math.max(1, Math.floor(used.length / LOOKED_AT));
  let seen = 0;
  let wide = 0;
  for (let i = 0; i < used.length && seen < LOOKED_AT; i += every) {
    const file = used[i]?.file;
    if (!file || file.size > MOST_FILE_BYTES) continue;
    try {
      if (isTwiceAsWide(readImageHeader(file.path, await readWhole(file)))) wide += 1;
      seen += 1;
    } catch (error) {
      // It is reported when its turn comes.
      if (!(error instanceof DataError)) throw error;
    }
  }
  return seen > 0 && wide >= PAIRED_SHARE * seen;
}

const isTwiceAsWide = ({ width, height }: ImageHeader): boolean =>
  width >= 1.9 * height && width <= 2.1 * height;

function requireRoom(count: number, { height, width, channels }: StoredForm): void {
  const bytes = count * height * width * channels;
  if (bytes <= MOST_STORED_BYTES) return;
  const fitting = Math.floor(MOST_STORED_BYTES / (height * width * channels));
  throw new DataError(
    `${group(count)} images of ${height} × ${width} × ${channels} need ${group(Math.round(bytes / 1e6))} MB, more than the ${group(MOST_STORED_BYTES / 1e6)} that fit in memory. Make the dataset node's height and width smaller, or bring at most ${group(fitting)} images.`,
  );
}

interface Job {
  readonly file: SourceFile;
  readonly place: number;
}

interface Stores {
  readonly first: ImageStore;
  readonly second?: ImageStore;
}

/** Each image's place, by the order of paths: the same set gives the same data from a folder and from a zip. */
function places(
  { used, classNames }: Layout<SourceFile>,
  form: StoredForm,
  isPaired: boolean,
): { readonly jobs: readonly Job[]; readonly stores: Stores; readonly countA?: number } {
  const count = used.length;
  if (isPaired) {
    const jobs = used.map(({ file }, place) => ({ file, place }));
    return {
      jobs,
      stores: { first: new ImageStore(count, form), second: new ImageStore(count, form) },
    };
  }
  if (classNames) {
    const values = used.map(({ label }) => label ?? 0);
    const labels = classNames.length > 256 ? Uint16Array.from(values) : Uint8Array.from(values);
    const jobs = used.map(({ file }, place) => ({ file, place }));
    return { jobs, stores: { first: new ImageStore(count, form, labels) } };
  }
  const isB = ({ domain }: Placed<SourceFile>): boolean => domain === 'b';
  const ofA = used.filter((each) => !isB(each));
  const jobs = [...ofA, ...used.filter(isB)].map(({ file }, place) => ({ file, place }));
  return { jobs, stores: { first: new ImageStore(count, form) }, countA: ofA.length };
}

/** Archives are read from front to back. */
function inOrderOf(files: readonly SourceFile[], jobs: readonly Job[]): readonly Job[] {
  const order = new Map(files.map((file, index) => [file, index]));
  return [...jobs].sort((x, y) => (order.get(x.file) ?? 0) - (order.get(y.file) ?? 0));
}

async function decodeAll(
  jobs: readonly Job[],
  stores: Stores,
  options: ImportOptions,
  report: ReportBuilder,
): Promise<void> {
  const { form, background, onProgress, signal, prepareImage, atOnce = AT_ONCE } = options;
  const budget = new Budget(MOST_PIXELS);
  const memory = new Budget(MOST_BYTES_READ);
  const isPaired = stores.second !== undefined;
  let done = 0;
  onProgress?.(0, jobs.length);
  const prepare = async ({ file: { path }, file, place }: Job): Promise<void> => {
    const bytes = await readImage(file);
    const header = readImageHeader(path, bytes);
    if (isPaired && options.pairs === 'auto' && !isTwiceAsWide(header))
      throw new DataError(
        `"${path}" was left out: it is ${header.width} × ${header.height} pixels, and the pairs around it are twice as wide as high.`,
      );
    await budget.spend(header.width * header.height, async () => {
      const job = { path, bytes, header, form, background, isPaired };
      const [first, second] = await prepareImage(job);
      if (first) stores.first.put(place, first);
      if (second) stores.second?.put(place, second);
    });
  };
  await forEachLimited(jobs, atOnce, signal, async (job) => {
    try {
      await memory.spend(job.file.size, () => prepare(job));
    } catch (error) {
      report.skipBroken(error);
    }
    done += 1;
    onProgress?.(done, jobs.length);
  });
}

function readImage(file: SourceFile): Promise<Uint8Array> {
  if (file.size > MOST_FILE_BYTES)
    throw new DataError(
      `"${file.path}" holds ${group(Math.round(file.size / 1e6))} MB, more than the ${group(Math.round(MOST_FILE_BYTES / 1e6))} that one image may have. Make it smaller.`,
    );
  return readWhole(file);
}

const group = (value: number): string => value.toLocaleString('en-US');
