/** SAGAN's attention in PyTorch. */
import type { TorchHelper } from '../torch.ts';

export const selfAttention: TorchHelper = {
  name: 'SelfAttention',
  code: `class SelfAttention(nn.Module):
    """Attention of every pixel to every other, added with a learned factor (Zhang et al. 2018)."""

    def __init__(
        self,
        channels: int,
        reduction: int = 8,
        value_reduction: Optional[int] = None,
        pool: bool = False,
        spectral: bool = False,
    ) -> None:
        super().__init__()
        self.pool = pool
        compared = max(channels // reduction, 1)
        mixed = max(channels // (value_reduction or reduction), 1)

        def conv(inputs: int, outputs: int) -> nn.Module:
            module = nn.Conv2d(inputs, outputs, 1, bias=False)
            return nn.utils.spectral_norm(module) if spectral else module

        self.query = conv(channels, compared)
        self.key = conv(channels, compared)
        self.value = conv(channels, mixed)
        self.out = conv(mixed, channels)
        self.factor = nn.Parameter(torch.zeros(1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        query, key, value = self.query(x), self.key(x), self.value(x)
        if self.pool:
            key, value = F.max_pool2d(key, 2), F.max_pool2d(value, 2)
        query, key, value = query.flatten(2), key.flatten(2), value.flatten(2)
        scores = query.transpose(1, 2) @ key
        mixed = value @ scores.softmax(-1).transpose(1, 2)
        return x + self.factor * self.out(mixed.unflatten(2, x.shape[2:]))
`,
  imports: ['from typing import Optional'],
};
