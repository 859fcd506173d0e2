/**
 * The folder of one run: `graph.json` (what runs), `run.json` (on what data and backend), `metrics.jsonl`, `samples/`,
 * `checkpoint.bin`. A checkpoint is written beside the old one and then takes its place, so that there is always a whole one.
 */
import {
  type FileHandle,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Checkpoint } from '../../runtime/trainer-types.ts';
import { InputError, UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';

const MAGIC = 0x47_41_4e_56;
const HEADER_BYTES = 8;

/** What `--resume` needs to know besides the document. */
export const RunFacts = z.object({
  /** As `--data` was given, with paths made absolute; one alone in the folders of earlier versions. */
  data: z.union([z.array(z.string()), z.string().transform((one) => [one])]).readonly(),
  backend: z.string(),
});
export type RunFacts = z.infer<typeof RunFacts>;

export class RunFolder {
  private constructor(
    readonly path: string,
    private readonly metrics: FileHandle,
  ) {}

  /** A new run, in a folder that `requireFree` has passed. */
  static async create(path: string, graph: string, facts: RunFacts): Promise<RunFolder> {
    await prepare(path, graph, facts);
    return new RunFolder(path, await open(join(path, 'metrics.jsonl'), 'w'));
  }

  /** Goes on in a folder; lines of metrics after `done` iterations belong to a future that is run again. */
  static async reopen(
    path: string,
    graph: string,
    facts: RunFacts,
    done: number,
  ): Promise<RunFolder> {
    await prepare(path, graph, facts);
    const file = join(path, 'metrics.jsonl');
    const kept = (await readOptional(file))
      .toString('utf8')
      .split('\n')
      .filter((line) => isPast(line, done));
    await writeFile(file, kept.map((line) => `${line}\n`).join(''));
    return new RunFolder(path, await open(file, 'a'));
  }

  async addMetrics(rows: readonly unknown[]): Promise<void> {
    if (rows.length > 0)
      await this.write('metrics.jsonl', () =>
        this.metrics.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
      );
  }

  async addSample(step: number, view: string, png: Uint8Array): Promise<void> {
    const name = `${String(step).padStart(7, '0')}-${view.replace(/[^\w-]+/g, '-')}.png`;
    await this.write('samples', () => writeFile(join(this.path, 'samples', name), png));
  }

  async saveCheckpoint({ step, bytes }: Checkpoint): Promise<void> {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(MAGIC, 0);
    header.writeUInt32BE(step, 4);
    await this.replace('checkpoint.bin', Buffer.concat([header, bytes]));
  }

  async writeSummary(summary: unknown): Promise<void> {
    await this.replace('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  }

  close(): Promise<void> {
    return this.metrics.close();
  }

  private async replace(name: string, content: Buffer | string): Promise<void> {
    const fresh = join(this.path, `${name}.tmp`);
    await this.write(name, async () => {
      await writeFile(fresh, content);
      await rename(fresh, join(this.path, name));
    });
  }

  /** What was saved before stays as it is, so the run can go on from there. */
  private async write(name: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const reason = systemReason(error);
      if (reason === undefined) throw error;
      await rm(join(this.path, `${name}.tmp`), { force: true }).catch(() => undefined);
      const hasCheckpoint = (await readOptional(join(this.path, 'checkpoint.bin'))).length > 0;
      const advice = hasCheckpoint
        ? `Mend that, then go on from the last checkpoint: ganvas train --resume ${this.path}`
        : 'Mend that, or write to another folder with --out.';
      throw new InputError(
        `Writing "${join(this.path, name)}" failed: ${reason}. The run has stopped. ${advice}`,
      );
    }
  }
}

/** A folder that holds a run already is left alone. */
export async function requireFree(path: string): Promise<void> {
  const metrics = await readOptional(join(path, 'metrics.jsonl'));
  if (metrics.length > 0)
    throw new UsageError(
      `"${path}" already holds a run. Write to another folder, or go on with that run: ganvas train --resume ${path}`,
    );
}

async function prepare(path: string, graph: string, facts: RunFacts): Promise<void> {
  try {
    await makeFolder(resolve(path, 'samples'));
    await writeFile(join(path, 'graph.json'), graph);
    await writeFile(join(path, 'run.json'), `${JSON.stringify(facts, null, 2)}\n`);
    await rm(join(path, 'summary.json'), { force: true });
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `Writing a run into "${path}" failed: ${reason}. Name another folder with --out.`,
    );
  }
}

/** Node's own recursive mkdir never ends where the system forbids folders with ENOENT, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

export interface StoredRun {
  readonly graph: string;
  readonly facts: RunFacts;
  readonly checkpoint: Checkpoint;
}

/** Reads a folder that a run has left. */
export async function readRun(path: string): Promise<StoredRun> {
  const [graph, facts, stored] = await Promise.all(
    ['graph.json', 'run.json', 'checkpoint.bin'].map((name) =>
      readFile(join(path, name)).catch(() => undefined),
    ),
  );
  if (!graph || !facts || !stored)
    throw new UsageError(
      `"${path}" holds no run to go on with: graph.json, run.json and checkpoint.bin are expected there. Name the folder that an earlier run wrote.`,
    );
  if (stored.length <= HEADER_BYTES || stored.readUInt32BE(0) !== MAGIC)
    throw new InputError(
      `Reading "${join(path, 'checkpoint.bin')}": this is no checkpoint, or it is damaged. Start the run anew.`,
    );
  return {
    graph: graph.toString('utf8'),
    facts: readFacts(path, facts.toString('utf8')),
    checkpoint: {
      step: stored.readUInt32BE(4),
      // A copy of its own, aligned for the numbers inside.
      bytes: new Uint8Array(stored.subarray(HEADER_BYTES)),
    },
  };
}

function readFacts(path: string, text: string): RunFacts {
  try {
    return RunFacts.parse(JSON.parse(text));
  } catch {
    throw new InputError(
      `Reading "${join(path, 'run.json')}": expected the data and backend of the run. Start the run anew.`,
    );
  }
}

const readOptional = (path: string): Promise<Buffer> => readFile(path).catch(() => Buffer.alloc(0));

const Line = z.object({ step: z.number(), losses: z.unknown().optional() });

/**
 * Whether a line is history once `done` iterations are done: losses are numbered by their iteration, from 0, metrics by
 * the iterations done before them.
 */
function isPast(line: string, done: number): boolean {
  try {
    const { step, losses } = Line.parse(JSON.parse(line));
    return losses === undefined ? step <= done : step < done;
  } catch {
    return false;
  }
}
