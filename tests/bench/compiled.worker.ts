/** Runs the compiled preset in a worker of its own, fed from generated digits as on the page. */
import { memory } from '@tensorflow/tfjs-core';
import { compile } from '../../src/compiler/compile.ts';
import { generate } from '../../src/data/generate.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { dispatches } from './dispatches.ts';
import type { Answer, Request } from './messages.ts';

let trainer: TrainerLike | undefined;

async function start({ backend, size }: Extract<Request, { type: 'start' }>): Promise<string> {
  const info = await startBackend(backend);
  const preset = presets.find(({ id }) => id === 'dcgan');
  if (!preset) throw new Error('there is no preset dcgan');
  const { program, problems } = compile(preset.document, { values: { ...size } });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => (feed ? [[node, generate(feed.builtin, 1)]] : [])),
  );
  trainer = await createTrainer({ program, data });
  return info.device;
}

async function run(steps: number) {
  if (!trainer) throw new Error('run before start');
  const before = dispatches();
  const began = performance.now();
  for (let i = 0; i < steps; i++) await trainer.trainStep();
  await trainer.takeLosses();
  const msPerStep = (performance.now() - began) / steps;
  return { msPerStep, dispatchesPerStep: (dispatches() - before) / steps };
}

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  try {
    const answer: Answer =
      data.type === 'start'
        ? { type: 'started', backend: await start(data), tensors: memory().numTensors }
        : { type: 'ran', ...(await run(data.steps)), tensors: memory().numTensors };
    self.postMessage(answer);
  } catch (error) {
    self.postMessage({ type: 'failed', message: String(error) } satisfies Answer);
  }
};
