/**
 * Writes a run as an archive, member after member, each in parts that leave at once: the largest thing in memory is one
 * checkpoint. Numbers and pictures are stored as they are, text is compressed. The manifest comes last, when all is known.
 */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { writeDocument } from '../graph/write.ts';
import { lossLines } from './loss-csv.ts';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  type ArchivedSample,
  ArchiveError,
  type Manifest,
  MEMBERS,
  TIMES,
  type WholeRun,
} from './run-archive.ts';
import { archiveReadme } from './run-archive-readme.ts';

export interface ArchiveOptions {
  /** All of them, or the newest alone. */
  readonly checkpoints: 'all' | 'newest';
  readonly versions: Readonly<Record<string, string>>;
  readonly now: number;
  /** Takes parts in order; what it gives is awaited before the next. */
  readonly write: (part: Uint8Array) => void | Promise<void>;
  /** Members done of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

const PART_BYTES = 2 ** 22;

export async function writeRunArchive(run: WholeRun, options: ArchiveOptions): Promise<void> {
  const { now, versions, onProgress } = options;
  const newest = [...run.checkpoints].sort((a, b) => b.step - a.step);
  const kept = options.checkpoints === 'all' ? [...newest].reverse() : newest.slice(0, 1);
  refuseLarge(run, kept);
  const zip = new MemberWriter(options);
  const total = kept.length + run.samples.length + 5;
  const tick = (): void => onProgress?.(zip.members.length, total);

  const checkpoints: Manifest['checkpoints'] = [];
  for (const { step } of kept) {
    const stored = await run.checkpoint(step);
    if (!stored)
      throw new ArchiveError(
        `The weights of step ${step} of "${run.record.name}" can no longer be read, so the archive was not written. Choose the newest weights alone, or another run.`,
      );
    const path = `checkpoints/${padded(step)}.bin`;
    await zip.add(path, [stored.bytes], 'stored');
    checkpoints.push({ step, path });
    tick();
  }
  const samples: Manifest['samples'] = [];
  for (const key of run.samples) {
    // One that was thinned out meanwhile is no loss.
    const sample = await run.sample(key);
    if (sample) samples.push(await addSample(zip, sample, samples));
    tick();
  }
  const step = newest[0]?.step ?? run.record.step;
  const { document, documentId: _, weights: __, ...rest } = run.record;
  const record = { ...rest, step, ...(newest.length === 0 && step > 0 && { weights: 'gone' }) };
  const { steps, values } = run.losses;
  const rows = steps.findIndex((each) => each > step);
  const upTo = rows < 0 ? steps.length : rows;
  const losses = {
    names: run.record.losses,
    steps: steps.subarray(0, upTo),
    values: run.record.losses.map((name) =>
      (values[run.losses.names.indexOf(name)] ?? new Float32Array(upTo)).subarray(0, upTo),
    ),
  };
  const metrics = run.metrics.filter((each) => each.step <= step);
  await zip.add(MEMBERS.losses, lossLines(losses), 'deflated');
  const { taken } = run.losses;
  if (taken) {
    const columns = [taken.ms, taken.images].map((column) => column.subarray(0, upTo));
    const times = { names: TIMES, steps: losses.steps, values: columns };
    await zip.add(MEMBERS.times, lossLines(times), 'deflated');
  }
  await zip.add(MEMBERS.metrics, [json(metrics)], 'deflated');
  await zip.add(MEMBERS.document, [writeDocument(document)], 'deflated');
  await zip.add(MEMBERS.record, [json(record)], 'deflated');
  const about = { record: run.record, step, checkpoints, samples, versions, now };
  await zip.add(MEMBERS.readme, [archiveReadme(about)], 'deflated');
  tick();
  const manifest: Manifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    writtenAt: now,
    versions: { ...versions },
    members: [...zip.members],
    checkpoints,
    samples,
  };
  await zip.add(MEMBERS.manifest, [json(manifest)], 'deflated');
  await zip.end();
}

/** What memory and zip cannot take is said before anything is written. */
function refuseLarge({ record, samples }: WholeRun, kept: WholeRun['checkpoints']): void {
  const bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes > ARCHIVE_LIMITS.totalBytes * 0.95)
    throw new ArchiveError(
      `The weights of "${record.name}" take ${Math.round(bytes / 1e9)} GB, and an archive holds less than ${ARCHIVE_LIMITS.totalBytes / 1e9}. Choose the newest weights alone.`,
    );
  if (samples.length + kept.length > ARCHIVE_LIMITS.members - 10)
    throw new ArchiveError(
      `"${record.name}" has ${samples.length} sheets, and an archive holds at most ${ARCHIVE_LIMITS.members} files.`,
    );
}

async function addSample(
  zip: MemberWriter,
  sample: ArchivedSample,
  before: Manifest['samples'],
): Promise<Manifest['samples'][number]> {
  const { view, title, step } = sample;
  const views = [...new Set(before.map((each) => each.view))];
  const place = views.includes(view) ? views.indexOf(view) : views.length;
  const folder = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(view) ? view : `view-${place + 1}`;
  if (sample.type === 'sheet') {
    const path = `sheets/${folder}/${padded(step)}.png`;
    await zip.add(path, [new Uint8Array(await sample.png.arrayBuffer())], 'stored');
    return { type: 'sheet', view, title, step, path };
  }
  const { real, generated, range } = sample;
  const path = `points/${folder}/${padded(step)}.f32`;
  await zip.add(path, [bytesOf(real), bytesOf(generated)], 'stored');
  return {
    ...{ type: 'points', view, title, step, path, range },
    ...{ real: real.length, generated: generated.length },
  };
}

/** Members go one after another, so that nothing waits in memory. */
class MemberWriter {
  readonly members: Manifest['members'] = [];
  private readonly ready: Uint8Array[] = [];
  private readonly zip: Zip;

  constructor(private readonly options: Pick<ArchiveOptions, 'write' | 'now'>) {
    this.zip = new Zip((error, part) => {
      if (error) throw error;
      this.ready.push(part);
    });
  }

  async add(
    path: string,
    parts: Iterable<string | Uint8Array>,
    method: 'stored' | 'deflated',
  ): Promise<void> {
    const member =
      method === 'stored' ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    member.mtime = this.options.now;
    this.zip.add(member);
    for (const part of parts) {
      const bytes = typeof part === 'string' ? strToU8(part) : part;
      for (let at = 0; at < bytes.length; at += PART_BYTES) {
        member.push(bytes.subarray(at, at + PART_BYTES), false);
        await this.flush();
      }
    }
    member.push(new Uint8Array(0), true);
    await this.flush();
    this.members.push({ path, bytes: member.size, crc32: hex(member.crc) });
  }

  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
  }

  private async flush(): Promise<void> {
    for (const part of this.ready.splice(0)) if (part.length > 0) await this.options.write(part);
  }
}

const hex = (crc: number): string => (crc >>> 0).toString(16).padStart(8, '0');
const padded = (step: number): string => String(step).padStart(8, '0');
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Numbers that JSON would turn into null keep their names. */
function json(value: unknown): string {
  const named = (_: string, each: unknown): unknown =>
    typeof each === 'number' && !Number.isFinite(each) ? String(each) : each;
  return `${JSON.stringify(value, named, 1)}\n`;
}
