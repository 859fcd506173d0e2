import '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { backendWatch } from '../../src/runtime/backends/peak-memory.ts';

it('is watched from when the backend is there, and asked for before without harm', async () => {
  const starting = setBackend('wasm');
  expect(backendWatch()).toBeNull();
  await starting;
  expect(backendWatch()?.heldBytes).toBe(0);
});
