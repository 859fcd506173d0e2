/** StyleGAN2's convolution in PyTorch. */
import type { TorchHelper } from '../torch.ts';

export const modulatedConv2d: TorchHelper = {
  name: 'ModulatedConv2d',
  imports: ['from typing import Optional, Tuple, Union'],
  code: `class ModulatedConv2d(nn.Module):
    """Convolution whose kernel a style scales for each sample (Karras et al. 2020).

    Scaling the image and the output equals scaling the kernels. With a gain, the weight is
    scaled at run time by gain / sqrt(fan-in) * lr_multiplier.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        padding: Union[int, Tuple[int, int]] = 0,
        demodulate: bool = True,
        bias: bool = True,
        gain: Optional[float] = None,
        lr_multiplier: float = 1.0,
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(
            torch.randn(out_channels, in_channels, kernel_size, kernel_size)
        )
        self.bias = nn.Parameter(torch.zeros(out_channels)) if bias else None
        self.padding = padding
        self.demodulate = demodulate
        self.lr_multiplier = lr_multiplier
        fan_in = in_channels * kernel_size**2
        self.scale = 1.0 if gain is None else gain / fan_in**0.5 * lr_multiplier

    def forward(self, x: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
        weight = self.weight * self.scale
        y = F.conv2d(x * style[:, :, None, None], weight, padding=self.padding)
        if self.demodulate:
            power = style.square() @ weight.square().sum((2, 3)).t()
            y = y * torch.rsqrt(power + 1e-8)[:, :, None, None]
        if self.bias is None:
            return y
        return y + (self.bias * self.lr_multiplier)[:, None, None]
`,
};
