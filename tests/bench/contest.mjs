/**
 * One comparison: our step, the plain tf.js loop and PyTorch, in rounds that alternate between them, after a check that
 * the contestants do the same work. Where contestants live (a page, processes of Node) is `place`.
 */
import { startTorch, torchDevices } from './torch.mjs';

/** Losses of so many steps must be finite, and those of the plain loop lower in the last few than in the first few. */
const CHECK_STEPS = 10;
/** With four channels and a rate of 0.001 it falls by a tenth in these. */
const SLOW_CHECK_STEPS = { stylegan: 40 };
const FEW = 3;
/**
 * Multiply-adds of the plain loop, in ours. tf.layers' convolutions are fused, and the gradient of those computes the gradients
 * of images and of untrained filters, too, which nobody asked for.
 */
const SAME_WORK = [0.98, 1.25];
const MAX_STEPS = 200;

export async function contest(place, one) {
  const { kind, preset, backend, sizes, rounds, seconds } = one;
  const start = { type: 'start', backend, preset, sizes };
  const device = (await place.ask('compiled', start)).device;
  await place.ask('plain', start);
  const torches = {};
  for (const name of torchDevices())
    torches[name === 'cpu' ? 'torch' : 'cuda'] = await startTorch(one, name);
  const runs = {
    compiled: (steps) => place.ask('compiled', { type: 'run', steps }),
    plain: (steps) => place.ask('plain', { type: 'run', steps }),
    ...Object.fromEntries(Object.entries(torches).map(([who, torch]) => [who, torch.run])),
  };
  try {
    const check = await verify(place, torches, preset);
    const steps = {};
    for (const [who, run] of Object.entries(runs)) {
      // Replays begin after the third step, and a first step makes pipelines and heaps.
      await run(4);
      steps[who] = stepsIn(seconds, (await run(1)).msPerStep);
    }
    const rows = Object.fromEntries(Object.keys(runs).map((who) => [who, []]));
    const peaks = { place: [], torch: [], cuda: [] };
    for (let round = 0; round < rounds; round++) {
      const order = Object.keys(runs);
      if (round % 2) order.reverse();
      for (const who of order) rows[who].push(await runs[who](steps[who]));
      peaks.place.push(await place.ask('compiled', { type: 'peak', kind }));
      peaks.place.push(await place.ask('plain', { type: 'peak', kind }));
      for (const [who, torch] of Object.entries(torches)) peaks[who].push(await torch.peak());
      process.stderr.write(`${backend} ${preset}: round ${round + 1} of ${rounds}\n`);
    }
    const abouts = Object.fromEntries(
      Object.entries(torches).map(([who, { about }]) => [who, about]),
    );
    return { ...one, device, rows, steps, peaks: best(peaks), torch: abouts, ...check };
  } finally {
    for (const torch of Object.values(torches)) torch.stop();
    await place.stop();
  }
}

/** Throws where contestants do not do the same; returns what was counted. */
async function verify(place, torches, preset) {
  const ours = await place.ask('compiled', { type: 'count' });
  const request = { type: 'losses', steps: CHECK_STEPS };
  const ofPlain = { ...request, steps: SLOW_CHECK_STEPS[preset] ?? CHECK_STEPS };
  const learned = { 'the plain loop': (await place.ask('plain', ofPlain)).rows };
  // After its losses: a first step builds what later ones only use.
  const plain = await place.ask('plain', { type: 'count' });
  const complain = (what) => {
    throw new Error(`${preset}: the contestants do not do the same. ${what}`);
  };
  for (const [name, count] of Object.entries(ours.parameters))
    if (plain.parameters[name] !== count)
      complain(`${name} has ${count} weights, in the plain loop ${plain.parameters[name]}.`);
  const [own, their] = [ours.unshared.multiplyAdds, plain.counts.multiplyAdds];
  if (their / own < SAME_WORK[0] || their / own > SAME_WORK[1])
    complain(`A step multiplies and adds ${own} times, the plain loop ${their} times.`);
  const all = Object.values(ours.parameters).reduce((sum, count) => sum + count, 0);
  for (const torch of Object.values(torches))
    if (torch.about.parameters !== all)
      complain(`PyTorch trains ${torch.about.parameters} weights, we ${all}.`);
  learned.Ganvas = (await place.ask('compiled', request)).rows;
  for (const [who, torch] of Object.entries(torches))
    learned[who === 'cuda' ? 'PyTorch on CUDA' : 'PyTorch'] = await torch.losses(CHECK_STEPS);
  for (const [who, rows] of Object.entries(learned))
    for (const row of rows)
      for (const [name, loss] of Object.entries(row))
        if (!Number.isFinite(loss)) complain(`The loss ${name} of ${who} became ${loss}.`);
  const falls = learned['the plain loop'].map((row) => row.falls);
  const [first, last] = [mean(falls.slice(0, FEW)), mean(falls.slice(-FEW))];
  if (!(last < first)) complain(`The loss of the plain loop went from ${first} to ${last}.`);
  return { ours, plain };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function stepsIn(seconds, ms) {
  return Math.max(1, Math.min(MAX_STEPS, Math.round((seconds * 1000) / ms)));
}

function best(peaks) {
  const most = (all, key) => Math.max(...all.map((peak) => peak[key]));
  return Object.fromEntries(
    Object.entries(peaks)
      .filter(([, all]) => all.length > 0)
      .map(([who, all]) => [
        who,
        {
          multiplyAddsPerSecond: most(all, 'multiplyAddsPerSecond'),
          bytesPerSecond: most(all, 'bytesPerSecond'),
        },
      ]),
  );
}

/** What WebGPU stands on there: 'hardware', 'software', or undefined with the reason why it does not start. */
export async function gpuKind(place, sizes) {
  try {
    const start = { type: 'start', backend: 'webgpu', preset: 'dcgan', sizes };
    const { device } = await place.ask('compiled', start);
    return { kind: /software/.test(device) ? 'software' : 'hardware', device };
  } catch (error) {
    return { kind: undefined, why: String(error.message ?? error).split('\n')[0] };
  } finally {
    await place.stop();
  }
}
