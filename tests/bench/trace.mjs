/** Reads a Chromium trace: what the page's main thread did, task by task and frame by frame. Milliseconds. */

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];

/** Records while `act` runs. */
export async function traced(session, act) {
  const events = [];
  const gather = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', gather);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, recordMode: 'recordAsMuchAsPossible' },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', gather);
  return summary(events);
}

/**
 * Work is the thread's own time, which other processes on the machine do not lengthen. A frame is what lies between two
 * starts of a main-thread frame.
 */
export function summary(events) {
  const main = mainThread(events);
  const own = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid);
  const tasks = own
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .sort((a, b) => a.ts - b.ts);
  const frames = own
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const perFrame = frames.slice(1).map(() => 0);
  let frame = -1;
  for (const { ts, tdur = 0, dur } of tasks) {
    // A task that holds the start of a frame belongs to that frame.
    while (frame + 1 < frames.length && (frames[frame + 1] ?? 0) <= ts + dur) frame += 1;
    if (frame >= 0 && frame < perFrame.length) perFrame[frame] += tdur / 1000;
  }
  const seconds = ((frames.at(-1) ?? 0) - (frames[0] ?? 0)) / 1e6;
  return {
    framesPerSecond: seconds > 0 ? (frames.length - 1) / seconds : 0,
    workPerFrame: perFrame,
    longestTask: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  };
}

function mainThread(events) {
  const count = new Map();
  for (const { name, pid, tid } of events) {
    if (name !== 'BeginMainThreadFrame') continue;
    const key = `${pid} ${tid}`;
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  const [busiest] = [...count].sort((a, b) => b[1] - a[1]);
  if (!busiest) throw new Error('The trace holds no frame: did the page draw anything?');
  const [pid, tid] = busiest[0].split(' ').map(Number);
  return { pid, tid };
}

/** Linear between neighbours is not needed here: the value below which that share lies. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
