/** The gradient of `Conv2DBackpropFilter` with respect to the image and to the output's gradient. */
import {
  type Attribute,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  engine,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';

export const filterGradient: GradConfig = {
  kernelName: Conv2DBackpropFilter,
  inputsToSave: ['x', 'dy'],
  gradFunc: (ddw, saved, attrs) => {
    const [x, dy] = saved as [Tensor, Tensor];
    const filter = ddw as Tensor;
    const { strides, pad, dataFormat } = attrs as Record<string, Attribute>;
    const shared = { strides, pad, dataFormat } as Record<string, Attribute>;
    return {
      x: () =>
        engine().runKernel(
          Conv2DBackpropInput,
          { dy, filter },
          { ...shared, inputShape: x.shape },
        ) as Tensor,
      dy: () => engine().runKernel(Conv2D, { x, filter }, { ...shared, dilations: 1 }) as Tensor,
    };
  },
};
