/** Readying the worker before a run: what is made, what is left alone, and that nobody hears of it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { createTrainingClient } from '../../src/worker/client.ts';
import { madeData } from '../../src/worker/made-data.ts';
import type { FromWorker, ToWorker } from '../../src/worker/protocol.ts';
import { readMessage } from '../../src/worker/read-message.ts';
import { warmUp } from '../../src/worker/warm-up.ts';
import { program } from './support/session-stage.ts';

const source = (node: string) => ({ node, feed: {} }) as Program['sources'][number];
const digits: Program = program({ seed: 7, sources: [source('data')] });

function warm(
  options: {
    readonly backend?: 'webgpu' | 'wasm';
    readonly of?: Program;
    readonly builtin?: Readonly<Record<string, string>>;
    /** A run is opened after this many things were done. */
    readonly opensAfter?: number;
    readonly fault?: string;
  } = {},
) {
  const { backend = 'webgpu', builtin = { data: 'digits' }, of = digits } = options;
  const { opensAfter = Number.POSITIVE_INFINITY, fault } = options;
  const did: string[] = [];
  const act = (what: string) => {
    did.push(what);
    if (what === fault) throw new Error('out of memory');
  };
  const warmed = warmUp(
    { type: 'warm', program: of, backend: 'auto', builtin },
    {
      isIdle: () => did.length < opensAfter,
      async startBackend(choice) {
        act(`start ${choice}`);
        return { backend, device: '', reason: '' };
      },
      madeData(name, seed) {
        act(`make ${name} ${seed}`);
        return {} as Dataset;
      },
      async createTrainer({ data }) {
        act(`compile with ${Object.keys(data)}`);
        return { dispose: () => did.push('free') } as unknown as TrainerLike;
      },
      yieldToMessages: async () => {},
    },
  );
  return warmed.then(() => did);
}

describe('warming up', () => {
  it('starts the backend, makes the data of the seed, and compiles pipelines where there are any', async () => {
    const all = ['start auto', 'make digits 7', 'compile with data', 'free'];
    expect(await warm()).toEqual(all);
    expect(await warm({ backend: 'wasm' })).toEqual(all.slice(0, 2));
    // Files of the person's stay where they are, and without data nothing is compiled.
    expect(await warm({ builtin: {} })).toEqual(all.slice(0, 1));
  });

  it('leaves the worker to a run that is opened meanwhile, and faults to the next', async () => {
    expect(await warm({ opensAfter: 0 })).toEqual([]);
    expect(await warm({ opensAfter: 1 })).toEqual(['start auto']);
    expect(await warm({ opensAfter: 2 })).toEqual(['start auto', 'make digits 7']);
    expect(await warm({ fault: 'start auto' })).toEqual(['start auto']);
    expect(await warm({ fault: 'make digits 7' })).toEqual(['start auto', 'make digits 7']);
  });

  it('is a message that the worker knows', () => {
    const message = { type: 'warm', program: digits, backend: 'auto', builtin: { data: 'digits' } };
    expect(readMessage(message)).toEqual({ message });
    expect(readMessage({ ...message, backend: 'gpu' })).toHaveProperty('fault');
  });
});

describe('built-in data of runs', () => {
  it('is made once for each name and seed', () => {
    const first = madeData('outlines', 1);
    expect(madeData('outlines', 1)).toBe(first);
    expect(madeData('outlines', 2)).not.toBe(first);
    expect(madeData('outlines', 1)).toBe(first);
  });
});

describe('a worker that stops', () => {
  class FakeWorker extends EventTarget {
    static readonly all: FakeWorker[] = [];
    readonly sent: ToWorker[] = [];
    constructor() {
      super();
      FakeWorker.all.push(this);
    }
    postMessage(message: ToWorker) {
      this.sent.push(message);
    }
    terminate() {}
    crash() {
      this.dispatchEvent(new Event('error', { cancelable: true }));
    }
  }

  afterEach(() => vi.unstubAllGlobals());

  it('is told of only where it was asked for more than to be ready, and replaced either way', () => {
    vi.stubGlobal('Worker', FakeWorker);
    const client = createTrainingClient();
    const heard: FromWorker[] = [];
    client.subscribe((message) => heard.push(message));
    const ready = { type: 'warm', program: digits, backend: 'auto', builtin: {} } as const;
    client.send(ready);
    FakeWorker.all[0]?.crash();
    expect(heard).toEqual([]);
    client.send(ready);
    client.send({ type: 'save' });
    client.send(ready);
    FakeWorker.all[1]?.crash();
    expect(heard).toMatchObject([{ type: 'trouble', isFatal: true }]);
    client.send(ready);
    expect(FakeWorker.all.map(({ sent }) => sent.length)).toEqual([1, 3, 1]);
    FakeWorker.all[2]?.crash();
    expect(heard).toHaveLength(1);
  });
});
