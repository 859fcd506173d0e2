/** Recording and replay on WebGPU. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { settleAll } from '../kernels/webgpu/deferred.ts';
import { difference } from './compare.ts';
import { Player } from './player.ts';
import { record } from './recorder.ts';
import type { Recording, TensorData } from './recording.ts';
import type { Played, Tape } from './replays.ts';
import { sparingly } from './sparing.ts';
import { dropSpareBuffers } from './stock-backend.ts';
import { Workspace } from './workspace.ts';

export function webgpuTape(backend: WebGPUBackend): Tape<Recording> {
  const workspace = new Workspace(backend);
  return {
    record: (_key, _last, run) => sparingly(backend, () => record(backend, run)),
    difference,
    play(recording): Played {
      // Before it takes room of its own.
      dropSpareBuffers(backend);
      const player = new Player(backend, recording, workspace);
      return {
        get isSound() {
          return player.isSound;
        },
        run(step, room) {
          settleAll(backend);
          const { tensor, at } = room();
          backend.uploadToGPU(tensor.dataId);
          const data = backend.tensorMap.get(tensor.dataId) as unknown as TensorData;
          if (!data.resource) throw new Error('internal: no room for the losses of a step');
          player.run(step, data.resource, at * 4);
          data.values = null;
        },
        dispose: () => player.dispose(),
      };
    },
    get bytes() {
      return workspace.bytes;
    },
    dispose: () => workspace.dispose(),
  };
}
