/** Image files, laid out in folders, decoded into one array per domain, all of one form. */
import { DataError } from '../dataset.ts';
import { fitImage, halves, type StoredForm } from './fit-image.ts';
import { MOST_PIXELS, readImageHeader } from './image-header.ts';
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
const AT_ONCE = 8;
const LOOKED_AT = 24;

export interface ImportedImages {
  /** The only set, or domain A; of pairs, the left halves. */
  readonly a?: StoredImages;
  readonly b?: StoredImages;
  /** Image i of A belongs to image i of B. */
  readonly isPaired: boolean;
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
  const isPaired = options.pairs === 'split' || (await looksPaired(layout, options));
  const { form } = options;
  requireRoom(layout.used.length * (isPaired ? 2 : 1), form);
  const { jobs, stores } = places(layout, form, isPaired);
  await decodeAll(inOrderOf(files, jobs), stores, options, report);
  const [a, b] = [stores.a?.finish(), stores.b?.finish()];
  return {
    isPaired,
    ...(a && a.count > 0 ? { a } : {}),
    ...(b && b.count > 0 ? { b } : {}),
    ...(layout.classNames ? { classNames: layout.classNames } : {}),
  };
}

/** Without a choice, pictures about twice as wide as high in folders `train`, `val`, `test` are pairs. */
async function looksPaired(
  { used, hasSplit, classNames }: Layout<SourceFile>,
  { pairs }: ImportOptions,
): Promise<boolean> {
  if (pairs !== 'auto' || !hasSplit || classNames || used.some(({ domain }) => domain))
    return false;
  const every = Math.max(1, Math.floor(used.length / LOOKED_AT));
  let seen = 0;
  for (let i = 0; i < used.length && seen < LOOKED_AT; i += every) {
    const file = used[i]?.file;
    if (!file || file.size > MOST_FILE_BYTES) continue;
    try {
      const { width, height } = readImageHeader(file.path, await readWhole(file));
      if (width < 1.9 * height || width > 2.1 * height) return false;
      seen += 1;
    } catch (error) {
      // It is reported when its turn comes.
      if (!(error instanceof DataError)) throw error;
    }
  }
  return seen > 0;
}

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
  readonly side: 'a' | 'b' | 'both';
}

interface Stores {
  a?: ImageStore;
  b?: ImageStore;
}

/** Each image's place, by the order of paths: the same set gives the same data from a folder and from a zip. */
function places(
  { used, classNames }: Layout<SourceFile>,
  form: StoredForm,
  isPaired: boolean,
): { readonly jobs: readonly Job[]; readonly stores: Stores } {
  const next = { a: 0, b: 0 };
  const jobs = used.map(({ file, domain }: Placed<SourceFile>): Job => {
    const side = domain ?? 'a';
    return { file, place: next[side]++, side: isPaired ? 'both' : side };
  });
  const labels = classNames && Uint8Array.from(used, ({ label }) => label ?? 0);
  const stores: Stores = {};
  if (next.a > 0) stores.a = new ImageStore(next.a, form, labels);
  if (isPaired) stores.b = new ImageStore(next.a, form);
  else if (next.b > 0) stores.b = new ImageStore(next.b, form);
  return { jobs, stores };
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
  const { form, background, onProgress, signal } = options;
  const budget = new Budget(MOST_PIXELS);
  let done = 0;
  onProgress?.(0, jobs.length);
  await forEachLimited(jobs, AT_ONCE, signal, async ({ file, place, side }) => {
    try {
      const bytes = await readImage(file);
      const header = readImageHeader(file.path, bytes);
      await budget.spend(header.width * header.height, async () => {
        const image = await options.decodeImage(bytes, header, background).catch((error) => {
          const reason = error instanceof Error ? error.message : String(error);
          throw new DataError(
            `"${file.path}" is damaged: its content could not be decoded as ${header.format} (${reason}). Download or copy it again.`,
          );
        });
        if (side === 'both') {
          if (image.width < 2)
            throw new DataError(
              `"${file.path}" is ${image.width} pixel wide and cannot be a pair.`,
            );
          const [left, right] = halves(image);
          stores.a?.put(place, fitImage(left, form, background));
          stores.b?.put(place, fitImage(right, form, background));
        } else stores[side]?.put(place, fitImage(image, form, background));
      });
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
