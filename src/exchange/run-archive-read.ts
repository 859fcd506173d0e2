/**
 * Reads an archive, which may be cut off, altered or made to harm: every member is checked against the manifest
 * (`run-archive-members.ts`) and its schema, and only then does anybody get a run. Rejects with an ArchiveError, a DataError
 * of the zip or a CheckpointError.
 */
import { RunRecord } from '../../graph-schemas/run-record.ts';
import type { SourceFile } from '../data/files/source-file.ts';
import { guardJson } from '../graph/json-guard.ts';
import { readDocument } from '../graph/read.ts';
import { decodeCheckpoint } from '../runtime/checkpoint.ts';
import { readLossCsv } from './loss-csv.ts';
import { isPng } from './picture-document.ts';
import {
  ARCHIVE_LIMITS,
  ArchivedMetric,
  type ArchivedSample,
  type LossColumns,
  type Manifest,
  MEMBERS,
  TIMES,
  type WholeRun,
} from './run-archive.ts';
import { Members, membersOf, readManifest } from './run-archive-members.ts';

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
