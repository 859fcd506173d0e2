/** A value that gradients do not pass: no kernel runs, and nothing is carried back through what made it. */
import { engine, type Tensor } from '@tensorflow/tfjs-core';

/** The same buffer under a tensor that the tape has not seen. */
export function detach(x: Tensor): Tensor {
  engine().backend.incRef(x.dataId);
  return engine().makeTensorFromDataId(x.dataId, x.shape, x.dtype);
}
