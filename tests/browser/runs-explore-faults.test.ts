/** Exploring when things go wrong, and beside a run that trains. */
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  choose,
  openExplore,
  panel,
  pick,
  pixels,
  sample,
  useExplorer,
} from './support/explore-page.ts';
import { storedRuns } from './support/stored-runs.ts';
import { type TrainedRun, trainedRun } from './support/trained-runs.ts';
import {
  openDocument,
  presetDocument,
  showPanel,
  stepShown,
  trainButton,
  waitForButton,
  waitForStep,
} from './support/training-page.ts';

useExplorer();

let runs: readonly TrainedRun[];
let page: Page;

beforeAll(async () => {
  runs = [await trainedRun('ring', [1, 4])];
});

afterEach(() => page?.context().close());

const first = () => pixels(page, /^Sample 1(\.|$)/);

/** Checkpoints of a run go, as those of old runs do where there is no room. */
const loseWeights = (id: string, isNoted: boolean) =>
  page.evaluate(
    async ({ id, isNoted }) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('ganvas');
        request.onsuccess = () => resolve(request.result);
      });
      const writing = db.transaction(['runs', 'checkpoints'], 'readwrite');
      writing.objectStore('checkpoints').delete(IDBKeyRange.bound([id, 0], [id, 1000]));
      const records = writing.objectStore('runs');
      const read = records.get(id);
      read.onsuccess = () => {
        if (isNoted) records.put({ ...read.result, weights: 'gone' });
      };
      await new Promise<void>((resolve) => {
        writing.oncomplete = () => resolve();
      });
      db.close();
    },
    { id, isNoted },
  );

describe('a run whose weights are gone', () => {
  it('says so, and what to do', async () => {
    page = await openExplore(runs);
    await sample(page, 1).waitFor();
    await loseWeights('ring', false);
    await choose(page, 'Checkpoint', 'Step 1');
    await page.getByText('This checkpoint cannot be explored').waitFor();
    await page.getByText('The checkpoint of step 1 is no longer there. Choose another').waitFor();
    await panel(page).getByRole('button', { name: 'Load the newest checkpoint' }).click();
    await page.getByText('This run has no checkpoint').waitFor();
    await loseWeights('ring', true);
    await page.reload();
    await showPanel(page, 'Explore');
    await page.getByText(/weights of all runs of this browser were removed/).waitFor();
  });
});

describe('a worker that dies', () => {
  it('is said to have stopped, and starts anew where it was', async () => {
    page = await openExplore(runs, {
      before: () => {
        const Plain = window.Worker;
        window.Worker = class extends Plain {
          constructor(url: string | URL, options?: WorkerOptions) {
            super(url, options);
            if (options?.name === 'ganvas-explore') Object.assign(window, { explorer: this });
          }
        };
      },
    });
    await sample(page, 1).waitFor();
    const before = await first();
    await pick(page, 1, 2);
    // Dead while it is asked: its device, memory or process went.
    await page.evaluate(() => {
      const { explorer } = window as unknown as { readonly explorer: Worker };
      explorer.postMessage = () => {
        explorer.terminate();
        explorer.dispatchEvent(new ErrorEvent('error', { message: 'device lost' }));
      };
    });
    await panel(page).getByLabel('Seed', { exact: true }).fill('7');
    await page.getByText('The worker that explores stopped: device lost. Ask again').waitFor();
    await panel(page).getByRole('button', { name: 'Try again' }).click();
    await sample(page, 1).waitFor();
    await panel(page).getByLabel('Seed', { exact: true }).fill('1');
    await expect.poll(first).toBe(before);
    await panel(page).getByRole('button', { name: 'Let go of pick 2' }).waitFor();
  });
});

describe('a run that trains', () => {
  it('goes on while it is explored, and no bit of it is another', async () => {
    const steps = 200;
    const trained = async (isExplored: boolean) => {
      page = await openExplore(runs);
      await openDocument(page, presetDocument('ring', { steps }));
      await trainButton(page).click();
      if (isExplored) {
        await waitForStep(page, 5);
        await sample(page, 1).waitFor();
        const at = await stepShown(page);
        let seed = 100;
        while ((await stepShown(page)) < steps && seed < 140) {
          seed += 1;
          await panel(page).getByLabel('Seed', { exact: true }).fill(String(seed));
          await page.waitForTimeout(50);
        }
        expect(await stepShown(page)).toBeGreaterThan(at);
      }
      await waitForButton(page, 'Train again');
      const all = await storedRuns(page);
      const own = all.find(({ id }) => id !== 'ring');
      await page.context().close();
      return { losses: own?.losses, weights: own?.weights };
    };
    const [alone, beside] = [await trained(false), await trained(true)];
    expect(alone.losses?.length).toBeGreaterThan(steps);
    expect(beside.losses).toEqual(alone.losses);
    // Which steps between are saved is a matter of time; the last one always is.
    const [one, other] = [alone.weights ?? {}, beside.weights ?? {}];
    const both = Object.keys(one).filter((step) => Object.hasOwn(other, step));
    expect(both).toContain(String(steps));
    for (const step of both) expect([step, other[Number(step)]]).toEqual([step, one[Number(step)]]);
  });
});
