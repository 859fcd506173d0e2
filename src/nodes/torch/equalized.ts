/** PyTorch's dense layer and convolutions with equalized learning rate (`equalized.ts`). */
import type { TorchHelper } from '../torch.ts';

const INIT = `
    def __init__(
        self, *args: Any, gain: float = 1.0, lr_multiplier: float = 1.0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lr_multiplier = lr_multiplier`;

const BIAS = 'bias = None if self.bias is None else self.bias * self.lr_multiplier';

const imports = ['from typing import Any'];

export const equalizedLinear: TorchHelper = {
  name: 'EqualizedLinear',
  imports,
  code: `class EqualizedLinear(nn.Linear):
    """Linear layer, its weight scaled by gain / sqrt(fan-in) * lr_multiplier."""
${INIT}
        self.scale = gain / self.in_features**0.5 * lr_multiplier

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        ${BIAS}
        return F.linear(x, self.weight * self.scale, bias)
`,
};

export const equalizedConv2d: TorchHelper = {
  name: 'EqualizedConv2d',
  imports,
  code: `class EqualizedConv2d(nn.Conv2d):
    """Convolution, its weight scaled by gain / sqrt(fan-in) * lr_multiplier."""
${INIT}
        self.scale = gain / self.weight[0].numel() ** 0.5 * lr_multiplier

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        ${BIAS}
        return self._conv_forward(x, self.weight * self.scale, bias)
`,
};

export const equalizedConvTranspose2d: TorchHelper = {
  name: 'EqualizedConvTranspose2d',
  imports,
  code: `class EqualizedConvTranspose2d(nn.ConvTranspose2d):
    """Transposed convolution, scaled by gain / sqrt(fan-in) * lr_multiplier."""
${INIT}
        self.scale = gain / self.weight[:, 0].numel() ** 0.5 * lr_multiplier

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        ${BIAS}
        return F.conv_transpose2d(
            x, self.weight * self.scale, bias, self.stride, self.padding, self.output_padding
        )
`,
};
