/**
 * The files in an archive of a run, each within bounds and as its manifest says. Nothing is unpacked before its size is
 * known to be bearable.
 */
import type { z } from 'zod';
import { crc32 } from '../data/crc.ts';
import { readWhole, type SourceFile } from '../data/files/source-file.ts';
import { openZip } from '../data/files/zip.ts';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  ArchiveError,
  Manifest,
  MEMBERS,
} from './run-archive.ts';

/** By path in the archive. */
export async function membersOf(file: SourceFile): Promise<ReadonlyMap<string, SourceFile>> {
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

export async function readManifest(
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
export class Members {
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
