/**
 * Lets waiting messages be handled between two steps. A message to oneself comes back as soon as what was
 * posted before it has been handled; timers would wait at least 4 ms, and longer in a hidden tab.
 */
export function createYield(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
