/** Archives of runs: what goes in comes out, and whatever is wrong with one is said before anything is given. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../src/data/crc.ts';
import { memoryFile } from '../../src/data/files/source-file.ts';
import { ARCHIVE_LIMITS, Manifest, type WholeRun } from '../../src/exchange/run-archive.ts';
import { readRunArchive } from '../../src/exchange/run-archive-read.ts';
import { type ArchiveOptions, writeRunArchive } from '../../src/exchange/run-archive-write.ts';
import { FILE_NAME, ringRun } from './support/whole-run.ts';

async function written(
  run: WholeRun,
  options: Partial<ArchiveOptions> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  await writeRunArchive(run, {
    checkpoints: 'all',
    versions: { ganvas: '0.1.0' },
    now: Date.UTC(2026, 10, 27),
    write: (part) => void parts.push(part.slice()),
    ...options,
  });
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

const read = (bytes: Uint8Array): Promise<WholeRun> => readRunArchive(memoryFile(FILE_NAME, bytes));

let good: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  good = await written(ringRun());
});

/** The archive with some members changed, and the list that names them made to agree where `list` says so. */
function changed(
  change: (members: Record<string, Uint8Array>) => void,
  list?: (manifest: Manifest) => void,
): Uint8Array {
  const members = unzipSync(good);
  change(members);
  if (list) {
    const manifest = Manifest.parse(JSON.parse(strFromU8(members['manifest.json'] as Uint8Array)));
    for (const member of manifest.members) {
      const bytes = members[member.path];
      if (!bytes) continue;
      member.bytes = bytes.length;
      member.crc32 = crc32(bytes).toString(16).padStart(8, '0');
    }
    list(manifest);
    members['manifest.json'] = strToU8(JSON.stringify(manifest));
  }
  return zipSync(members as Zippable);
}

const asWritten = (): void => {};
const json = (bytes: Uint8Array | undefined) => JSON.parse(strFromU8(bytes ?? new Uint8Array()));

describe('an archive of a run', () => {
  it('gives the run back, to the last bit', async () => {
    const run = ringRun();
    const back = await read(good);
    const { documentId: _, ...record } = run.record;
    expect(back.record).toEqual(record);
    expect(back.losses).toEqual(run.losses);
    expect(back.metrics).toEqual(run.metrics);
    expect(back.samples).toEqual(run.samples);
    expect(back.checkpoints).toEqual(run.checkpoints);
    for (const { step } of run.checkpoints)
      expect(await back.checkpoint(step)).toEqual(await run.checkpoint(step));
    expect(await back.sample({ view: 'scatter', step: 0 })).toEqual(
      await run.sample({ view: 'scatter', step: 0 }),
    );
    const sheets = [
      await back.sample({ view: 'sheet', step: 200 }),
      await run.sample({ view: 'sheet', step: 200 }),
    ];
    const [one, other] = await Promise.all(
      sheets.map((sheet) => (sheet?.type === 'sheet' ? sheet.png.arrayBuffer() : null)),
    );
    expect(one).toBeInstanceOf(ArrayBuffer);
    expect(one).toEqual(other);
  });

  it('holds the newest weights alone where that is asked, and the same history', async () => {
    const back = await read(await written(ringRun(), { checkpoints: 'newest' }));
    expect(back.checkpoints.map(({ step }) => step)).toEqual([200]);
    expect(back.losses.steps).toHaveLength(200);
  });

  it('is of its newest weights: what came after them is run again', async () => {
    const run = ringRun();
    const losses = {
      names: run.losses.names,
      steps: Float64Array.of(199, 200, 201, 202),
      values: [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8)],
    };
    const back = await read(await written({ ...run, losses }));
    expect([...back.losses.steps]).toEqual([199, 200]);
  });

  it('says nothing of times where nobody has kept them', async () => {
    const run = ringRun();
    const { taken: _, ...losses } = run.losses;
    const bytes = await written({ ...run, losses });
    expect(Object.keys(unzipSync(bytes))).not.toContain('times.csv');
    expect((await read(bytes)).losses).toEqual(losses);
  });

  it('says that a run without weights has none', async () => {
    const run = { ...ringRun({ step: 150 }), checkpoints: [] };
    const back = await read(await written(run));
    expect(back.record).toMatchObject({ step: 150, weights: 'gone' });
  });

  it('is made in parts: nothing as large as the weights waits in memory', async () => {
    const bytes = new Uint8Array(40e6);
    const run: WholeRun = {
      ...ringRun(),
      checkpoints: [{ step: 200, bytes: bytes.length }],
      checkpoint: async () => ({ step: 200, bytes }),
    };
    let largest = 0;
    const write = (part: Uint8Array) => {
      largest = Math.max(largest, part.length);
    };
    await writeRunArchive(run, { checkpoints: 'all', versions: {}, now: Date.now(), write });
    expect(largest).toBeLessThanOrEqual(2 ** 22);
  });

  it('can be unpacked by others, and says in words what it is', () => {
    const members = unzipSync(good);
    expect(Object.keys(members).sort()).toEqual([
      'README.md',
      'checkpoints/00000100.bin',
      'checkpoints/00000200.bin',
      'document.json',
      'losses.csv',
      'manifest.json',
      'metrics.json',
      'points/scatter/00000000.f32',
      'run.json',
      'sheets/sheet/00000200.png',
      'times.csv',
    ]);
    expect(strFromU8(members['README.md'] as Uint8Array)).toContain(
      'A run of Ganvas at step 200 of 5000, with the weights of steps 100, 200.',
    );
  });

  it.each<[string, () => Uint8Array, string]>([
    ['is cut off', () => good.subarray(0, good.length - 4_000), 'is cut short'],
    ['is no zip', () => strToU8('hello '.repeat(99)), FILE_NAME],
    [
      'has one bit of its weights turned',
      () => {
        const bytes = good.slice();
        bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
        return bytes;
      },
      'its checksum is wrong',
    ],
    [
      'was packed anew with other losses',
      () =>
        changed((members) => {
          const csv = strFromU8(members['losses.csv'] as Uint8Array);
          members['losses.csv'] = strToU8(csv.replace('\n1,', '\n2,'));
        }),
      '"losses.csv" is not what was written',
    ],
    [
      'has losses of other columns',
      () =>
        changed((members) => {
          const csv = strFromU8(members['losses.csv'] as Uint8Array);
          members['losses.csv'] = strToU8(csv.replace('real-loss', 'other'));
        }, asWritten),
      'expected the columns step,generator-loss,real-loss',
    ],
    [
      'has rows out of order',
      () =>
        changed((members) => {
          const csv = strFromU8(members['losses.csv'] as Uint8Array);
          members['losses.csv'] = strToU8(csv.replace('\n1,', '\n7,'));
        }, asWritten),
      'expected a step after 7',
    ],
    [
      'has times of other steps',
      () =>
        changed((members) => {
          const csv = strFromU8(members['times.csv'] as Uint8Array);
          members['times.csv'] = strToU8(csv.replace('\n199,', '\n201,'));
        }, asWritten),
      'its times are of other steps than its losses',
    ],
    [
      'has a file more than its list',
      () =>
        changed((members) => {
          members['../../evil.sh'] = strToU8('rm');
        }),
      'it holds "../../evil.sh", which its list does not name',
    ],
    [
      'lists a path that leads elsewhere',
      () =>
        changed(
          (members) => {
            members['../evil.sh'] = strToU8('rm');
          },
          ({ members }) => {
            members.push({ path: '../evil.sh', bytes: 2, crc32: '00000000' });
          },
        ),
      'its manifest.json cannot be read: "members.10.path" is not what it should be',
    ],
    [
      'lists a file for no purpose',
      () =>
        changed(
          (members) => {
            members['extra.bin'] = strToU8('rm');
          },
          ({ members }) => {
            const crc = crc32(strToU8('rm')).toString(16).padStart(8, '0');
            members.push({ path: 'extra.bin', bytes: 2, crc32: crc });
          },
        ),
      'nothing says what "extra.bin" is for',
    ],
    [
      'lacks a file',
      () =>
        changed((members) => {
          delete members['sheets/sheet/00000200.png'];
        }),
      '"sheets/sheet/00000200.png" is missing',
    ],
    [
      'holds too many files',
      () => {
        const many: Zippable = {};
        for (let k = 0; k <= ARCHIVE_LIMITS.members; k++) many[`f${k}`] = new Uint8Array();
        return zipSync(many, { level: 0 });
      },
      'and no run has more than 20000',
    ],
    [
      'would unpack to a lot more than it is',
      () => {
        const bomb = zipSync({ 'manifest.json': new Uint8Array(ARCHIVE_LIMITS.textBytes + 1) });
        expect(bomb.length).toBeLessThan(100_000);
        return bomb;
      },
      'would unpack to 64000001 bytes',
    ],
    ['is another zip', () => zipSync({ 'a.txt': strToU8('a') }), 'is no archive of a run'],
    [
      'is of a newer form',
      () =>
        changed((members) => {
          const manifest = { ...json(members['manifest.json']), version: 2 };
          members['manifest.json'] = strToU8(JSON.stringify(manifest));
        }),
      'was written by a newer Ganvas (form 2',
    ],
    [
      'has a record of another kind',
      () =>
        changed((members) => {
          const record = { ...json(members['run.json']), step: -1 };
          members['run.json'] = strToU8(JSON.stringify(record));
        }, asWritten),
      'its run.json cannot be read: "step" is not what it should be',
    ],
    [
      'has a record that stands elsewhere than its weights',
      () =>
        changed((members) => {
          const record = { ...json(members['run.json']), step: 150 };
          members['run.json'] = strToU8(JSON.stringify(record));
        }, asWritten),
      'its record stands at step 150, its newest weights at 200',
    ],
    [
      'has a document that is none',
      () =>
        changed((members) => {
          members['document.json'] = strToU8('{"format":"ganvas.graph"}');
        }, asWritten),
      'its document.json cannot be read',
    ],
    [
      'has weights that are none',
      () =>
        changed((members) => {
          members['checkpoints/00000100.bin'] = strToU8('nothing');
        }, asWritten),
      'This is not a checkpoint of Ganvas',
    ],
    [
      'has weights of another step than it says',
      () =>
        changed((members) => {
          const other = members['checkpoints/00000200.bin'];
          if (other) members['checkpoints/00000100.bin'] = other;
        }, asWritten),
      'is of step 200, where the list says 100',
    ],
    [
      'has a sheet that is no picture',
      () =>
        changed((members) => {
          members['sheets/sheet/00000200.png'] = strToU8('<svg/>');
        }, asWritten),
      'is no picture of a size that sheets have',
    ],
  ])('that %s is not taken, and says so', async (_, make, sentence) => {
    const error: unknown = await read(make()).catch((reason: unknown) => reason);
    if (!(error instanceof Error)) throw new Error('it was taken');
    expect(error.message).toContain(sentence);
  });
});
