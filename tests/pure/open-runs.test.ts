/** Which runs are open in the worker at once, on which backend, and what a run's record says of that. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { Baton } from '../../src/worker/baton.ts';
import { OpenRuns } from '../../src/worker/open-runs.ts';
import type { BackendChoice, FromRun } from '../../src/worker/protocol.ts';
import { described } from '../../src/worker/run-facts.ts';
import type { Opening, SessionHost } from '../../src/worker/session-types.ts';
import type { RunStorage } from '../../src/worker/storage-types.ts';
import { browserVersion, GANVAS_VERSION } from '../../src/worker/versions.ts';

const program = {
  seed: 1,
  batchSize: 8,
  sources: [],
  views: [],
  iteration: [],
} as unknown as Program;

function setUp() {
  const messages: FromRun[] = [];
  const started: BackendChoice[] = [];
  const live = new Set<object>();
  const host = {
    post: (message: FromRun) => void messages.push(message),
    baton: new Baton(),
    versions: {},
    async startBackend(choice: BackendChoice) {
      started.push(choice);
      const backend = choice === 'auto' ? 'wasm' : choice;
      return { backend, device: 'one', reason: 'asked for' };
    },
    async createTrainer() {
      const trainer = {
        ...{ program, losses: [], step: 0, totalSteps: 50 },
        async trainStep() {
          trainer.step += 1;
        },
        takeLosses: async () => [],
        view: async () => [],
        spread: async () => [],
        atBound: async () => ({}),
        save: async () => ({ step: trainer.step, bytes: new Uint8Array(1) }),
        dispose: () => void live.delete(trainer),
      };
      live.add(trainer);
      return trainer as unknown as TrainerLike;
    },
    createFeeder: () => null,
    countTensors: () => 0,
    memoryUse: () => null,
    now: () => 0,
    yieldToMessages: () => new Promise<void>((resolve) => setImmediate(resolve)),
  } as unknown as SessionHost;
  const storage: RunStorage = {
    advance: async () => undefined,
    newestCheckpoint: async () => null,
    checkpointAt: async () => null,
    historyOf: async () => ({ rows: [], samples: [], metrics: [] }),
    hasMetricsAt: async () => true,
    describe: async () => undefined,
  };
  const runs = new OpenRuns(host, storage);
  const open = (runId: string, part: Partial<Opening> = {}) =>
    runs.open({ ...{ runId, program, bindings: {}, backend: 'wasm', resume: false }, ...part });
  async function until(isThere: () => boolean): Promise<void> {
    for (let i = 0; i < 5000 && !isThere(); i++)
      await new Promise((resolve) => setImmediate(resolve));
    if (!isThere()) throw new Error(`never happened; heard ${JSON.stringify(messages.slice(-6))}`);
  }
  const has = (runId: string, phase: string) => () =>
    messages.some((m) => m.type === 'phase' && m.runId === runId && m.phase === phase);
  return { runs, open, until, has, messages, started, live };
}

describe('runs that are open', () => {
  it('go on beside one that a document opens, which takes the place of the document’s last', async () => {
    const { runs, open, until, has, live, messages } = setUp();
    open('first');
    open('beside', { beside: true });
    await until(() => has('first', 'paused')() && has('beside', 'paused')());
    open('second');
    await until(has('second', 'paused'));
    expect(live.size).toBe(2);
    runs.ask('beside', 'train');
    await until(has('beside', 'closed'));
    expect(live.size).toBe(1);
    expect(messages.filter((m) => m.runId === 'first').at(-1)).toMatchObject({ phase: 'paused' });
    runs.ask('second', 'close');
    await until(has('second', 'closed'));
    expect(live.size).toBe(0);
  });

  it('share one backend: another is refused while tensors of the first are held', async () => {
    const { runs, open, until, has, messages, started } = setUp();
    open('first');
    await until(has('first', 'paused'));
    open('other', { beside: true, backend: 'webgpu' });
    await until(() => messages.some((m) => m.type === 'trouble'));
    expect(messages.find((m) => m.type === 'trouble')).toMatchObject({
      ...{ runId: 'other', code: 'backend', isFatal: true },
      message: expect.stringContaining('Choose wasm'),
    });
    open('any', { beside: true, backend: 'auto' });
    await until(has('any', 'paused'));
    expect(started).not.toContain('webgpu');
    for (const id of ['first', 'any']) runs.ask(id, 'close');
    await until(() => has('first', 'closed')() && has('any', 'closed')());
    open('other', { backend: 'webgpu' });
    await until(has('other', 'paused'));
    expect(started).toContain('webgpu');
  });
});

describe('the record of a run', () => {
  const ran = (fromStep: number, device = 'one') => ({
    ...{ fromStep, backend: 'wasm' as const, device, versions: { ganvas: '1' } },
  });
  it('says where each stretch was computed, and forgets openings that led nowhere', () => {
    const record = { step: 0, updatedAt: 0 } as Parameters<typeof described>[0];
    for (const [step, device] of [[0], [20], [40, 'two'], [30, 'three']] as const)
      described(record, { ran: ran(step, device), data: {} });
    expect(record.ranOn).toEqual([ran(0), ran(30, 'three')]);
  });

  it('names versions: of Ganvas as the package has it, and of the browser', () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(GANVAS_VERSION).toBe(version);
    const brands = [
      { brand: 'Not.A/Brand', version: '8' },
      { brand: 'Chromium', version: '140' },
      { brand: 'Google Chrome', version: '140' },
    ];
    expect(browserVersion({ userAgentData: { brands } })).toEqual({ 'Google Chrome': '140' });
    const safari = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1 (KHTML) Version/18.1 Safari/605.1';
    expect(browserVersion({ userAgent: safari })).toEqual({ Safari: '18.1' });
    expect(browserVersion({})).toEqual({});
  });
});
