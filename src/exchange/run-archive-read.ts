/**
 * Reads an archive, which may be cut off, altered or made to harm: nothing is unpacked before its size is known to be
 * bearable, every member is checked against the manifest and its schema, and only then does anybody get a run. Rejects
 * with an ArchiveError, a DataError of the zip or a CheckpointError.
 */
import type { z } from 'zod';
import { RunRecord } from '../../graph-schemas/run-record.ts';
import { crc32 } from '../data/crc.ts';
import { readWhole, type SourceFile } from '../data/files/source-file.ts';
import { openZip } from '../data/files/zip.ts';
import { guardJson } from '../graph/json-guard.ts';
import { readDocument } from '../graph/read.ts';
import { decodeCheckpoint } from '../runtime/checkpoint.ts';
import { readLossCsv } from './loss-csv.ts';
import { isPng } from './picture-document.ts';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  ArchivedMetric,
  type ArchivedSample,
  ArchiveError,
  type LossColumns,
  Manifest,
  MEMBERS,
  TIMES,
  type WholeRun,
} from './run-archive.ts';

/** @param onProgress hears of members that were checked, of all */
export async function readRunArchive(
  file: SourceFile,
  onProgress?: (done: number, total: number) => void,
): Promise<WholeRun> {
  const members = await membersOf(file);
  const manifest = await readManifest(file.path, members);
  const archive = new Members(file.path, members, manifest);
  const record = await readRecord(archive);
  const csv = await archive.bytes(MEMBERS.losses, ARCHIVE_LIMITS.lossBytes);
  const columns = readLossCsv(csv, record.losses);
  if (typeof columns === 'string') throw archive.wrong(`its losses cannot be read: ${columns}`);
  const losses = await withTimes(archive, columns);
  const metrics = archive.checked(
    ArchivedMetric.array().max(1_000_000),
    MEMBERS.metrics,
    await archive.json(MEMBERS.metrics),
  );
  await archive.bytes(MEMBERS.readme, ARCHIVE_LIMITS.textBytes);

  const total = manifest.samples.length + manifest.checkpoints.length;
  let done = 0;
  const samples = new Map(manifest.samples.map((entry) => [keyOf(entry), entry]));
  const checkpoints = new Map(manifest.checkpoints.map((entry) => [entry.step, entry]));
  if (samples.size < manifest.samples.length || checkpoints.size < manifest.checkpoints.length)
    throw archive.wrong('it names the same sheet or step twice');
  for (const entry of manifest.samples) {
    await readSample(archive, entry);
    onProgress?.(++done, total);
  }
  for (const entry of manifest.checkpoints) {
    await readCheckpoint(archive, entry);
    onProgress?.(++done, total);
  }
  const newest = Math.max(...checkpoints.keys());
  if (checkpoints.size > 0 && newest !== record.step)
    throw archive.wrong(
      `its record stands at step ${record.step}, its newest weights at ${newest}`,
    );
  archive.requireAllRead();
  return {
    record: checkpoints.size > 0 || record.step === 0 ? record : { ...record, weights: 'gone' },
    losses,
    metrics,
    samples: manifest.samples.map(({ view, step }) => ({ view, step })),
    checkpoints: manifest.checkpoints.map(({ step, path }) => ({
      step,
      bytes: members.get(path)?.size ?? 0,
    })),
    async sample(key) {
      const entry = samples.get(keyOf(key));
      return entry ? readSample(archive, entry) : null;
    },
    async checkpoint(step) {
      const entry = checkpoints.get(step);
      return entry ? readCheckpoint(archive, entry) : null;
    },
  };
}

type SampleEntry = Manifest['samples'][number];

const keyOf = ({ view, step }: { readonly view: string; readonly step: number }): string =>
  `${step} ${view}`;

/** By path in the archive. */
async function membersOf(file: SourceFile): Promise<ReadonlyMap<string, SourceFile>> {
  if (file.size > ARCHIVE_LIMITS.totalBytes)
    throw wrong(file.path, `it has ${file.size} bytes, and no archive of a run has as many`);
  const { files, notes } = await openZip(file);
  if (notes.length > 0)
    throw new ArchiveError(
      `"${file.path}" is cut short, so nothing of it was taken. Download or copy it again.`,
    );
  if (files.length > ARCHIVE_LIMITS.members)
    throw wrong(
      file.path,
      `it holds ${files.length} files, and no run has more than ${ARCHIVE_LIMITS.members}`,
    );
  const members = new Map(files.map((each) => [each.path.slice(file.path.length + 1), each]));
  if (members.size < files.length) throw wrong(file.path, 'it holds two files of one name');
  return members;
}

async function readManifest(
  path: string,
  members: ReadonlyMap<string, SourceFile>,
): Promise<Manifest> {
  const file = members.get(MEMBERS.manifest);
  if (!file)
    throw new ArchiveError(
      `"${path}" is no archive of a run: ${MEMBERS.manifest} is missing. Choose a file that Ganvas wrote as .ganvas.zip.`,
    );
  const raw = parse(path, MEMBERS.manifest, await bounded(path, file, ARCHIVE_LIMITS.textBytes));
  const head = typeof raw === 'object' && raw !== null ? raw : {};
  if (!('format' in head) || head.format !== ARCHIVE_FORMAT)
    throw new ArchiveError(
      `"${path}" is no archive of a run: its ${MEMBERS.manifest} is of another kind. Choose a file that Ganvas wrote as .ganvas.zip.`,
    );
  if ('version' in head && typeof head.version === 'number' && head.version > ARCHIVE_VERSION)
    throw new ArchiveError(
      `"${path}" was written by a newer Ganvas (form ${head.version}, this one reads ${ARCHIVE_VERSION}). Reload the page, or install the newer one, and try again.`,
    );
  return checked(Manifest, path, MEMBERS.manifest, raw);
}

/** The members that the manifest names, each read within bounds and compared with it. */
class Members {
  private readonly listed: ReadonlyMap<string, Manifest['members'][number]>;
  private readonly read = new Set<string>();

  constructor(
    readonly path: string,
    private readonly files: ReadonlyMap<string, SourceFile>,
    { members }: Manifest,
  ) {
    this.listed = new Map(members.map((member) => [member.path, member]));
    if (this.listed.size < members.length) throw this.wrong('it lists a file twice');
    for (const name of files.keys())
      if (name !== MEMBERS.manifest && !this.listed.has(name))
        throw this.wrong(`it holds "${name.slice(0, 100)}", which its list does not name`);
    const total = members.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > ARCHIVE_LIMITS.totalBytes)
      throw this.wrong(`it would unpack to ${total} bytes, and no run is as large`);
  }

  wrong(why: string): ArchiveError {
    return wrong(this.path, why);
  }

  has(name: string): boolean {
    return this.listed.has(name);
  }

  async bytes(name: string, most: number): Promise<Uint8Array> {
    const [listed, file] = [this.listed.get(name), this.files.get(name)];
    if (!listed || !file) throw this.wrong(`"${name}" is missing`);
    if (file.size !== listed.bytes)
      throw this.wrong(`"${name}" has ${file.size} bytes, where the list says ${listed.bytes}`);
    const bytes = await bounded(this.path, file, most);
    if (crc32(bytes) !== Number.parseInt(listed.crc32, 16))
      throw this.wrong(`"${name}" is not what was written: its checksum differs from the list's`);
    this.read.add(name);
    return bytes;
  }

  async json(name: string): Promise<unknown> {
    return parse(this.path, name, await this.bytes(name, ARCHIVE_LIMITS.textBytes));
  }

  checked<T>(schema: z.ZodType<T>, name: string, raw: unknown): T {
    return checked(schema, this.path, name, raw);
  }

  requireAllRead(): void {
    const other = [...this.listed.keys()].find((name) => !this.read.has(name));
    if (other !== undefined) throw this.wrong(`nothing says what "${other}" is for`);
  }
}

async function withTimes(archive: Members, losses: LossColumns): Promise<LossColumns> {
  if (!archive.has(MEMBERS.times)) return losses;
  const csv = await archive.bytes(MEMBERS.times, ARCHIVE_LIMITS.lossBytes);
  const times = readLossCsv(csv, TIMES);
  if (typeof times === 'string') throw archive.wrong(`its times cannot be read: ${times}`);
  const [ms, images] = times.values;
  const { steps } = losses;
  if (
    !ms ||
    !images ||
    !times.steps.every((step, k) => step === steps[k]) ||
    ms.length !== steps.length
  )
    throw archive.wrong('its times are of other steps than its losses');
  return { ...losses, taken: { ms, images } };
}

async function readRecord(archive: Members): Promise<RunRecord> {
  const bytes = await archive.bytes(MEMBERS.document, ARCHIVE_LIMITS.textBytes);
  const { document, problems } = readDocument(new TextDecoder().decode(bytes));
  if (!document)
    throw archive.wrong(`its ${MEMBERS.document} cannot be read: ${problems[0]?.message ?? ''}`);
  const raw = await archive.json(MEMBERS.record);
  const fault = guardJson(raw);
  if (fault) throw archive.wrong(`its ${MEMBERS.record} cannot be read: ${fault.message}`);
  const record: object = typeof raw === 'object' && raw !== null ? raw : {};
  return archive.checked(RunRecord, MEMBERS.record, { ...record, document });
}

async function readSample(archive: Members, entry: SampleEntry): Promise<ArchivedSample> {
  const { view, title, step, path } = entry;
  const bytes = await archive.bytes(path, ARCHIVE_LIMITS.sheetBytes);
  if (entry.type === 'sheet') {
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const sides = isPng(bytes) ? [data.getUint32(16), data.getUint32(20)] : [0];
    if (!sides.every((side) => side > 0 && side <= ARCHIVE_LIMITS.sheetSide))
      throw archive.wrong(`"${path}" is no picture of a size that sheets have`);
    const png = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' });
    return { type: 'sheet', view, title, step, png };
  }
  const { real, generated, range } = entry;
  if (bytes.length !== (real + generated) * 4)
    throw archive.wrong(
      `"${path}" has ${bytes.length} bytes, where ${real + generated} numbers take ${(real + generated) * 4}`,
    );
  const numbers = new Float32Array(bytes.slice().buffer);
  return {
    ...{ type: 'points', view, title, step, range },
    ...{ real: numbers.slice(0, real), generated: numbers.slice(real) },
  };
}

async function readCheckpoint(archive: Members, { step, path }: Manifest['checkpoints'][number]) {
  const bytes = await archive.bytes(path, ARCHIVE_LIMITS.checkpointBytes);
  const { header } = decodeCheckpoint(bytes);
  if (header.step !== step)
    throw archive.wrong(`"${path}" is of step ${header.step}, where the list says ${step}`);
  return { step, bytes };
}

/** Sizes stand in the directory: what would not fit is not unpacked. */
function bounded(path: string, file: SourceFile, most: number): Promise<Uint8Array> {
  if (file.size > most)
    throw wrong(
      path,
      `"${file.path.slice(path.length + 1)}" would unpack to ${file.size} bytes, and at most ${most} are taken`,
    );
  return readWhole(file);
}

function parse(path: string, name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw wrong(path, `its ${name} is not JSON`);
  }
}

function checked<T>(schema: z.ZodType<T>, path: string, name: string, raw: unknown): T {
  const { success, data, error } = schema.safeParse(raw);
  if (success) return data;
  const place = error.issues[0]?.path.join('.');
  throw wrong(
    path,
    place
      ? `its ${name} cannot be read: "${place}" is not what it should be`
      : `its ${name} cannot be read: it is of another form`,
  );
}

const wrong = (path: string, why: string): ArchiveError =>
  new ArchiveError(
    `"${path}" was not taken, and nothing of it is kept: ${why}. Download or copy it again, or have it written anew.`,
  );
