/** The backend `cpu`: plain JavaScript, the numerical reference. */
import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import type { Started } from './start.ts';

export async function startCpu(): Promise<Started> {
  await setBackend('cpu');
  await ready();
  return { isStarted: true, device: 'plain JavaScript, one thread' };
}
