/** SAGAN's attention in PyTorch. */
import type { TorchHelper } from './torch.ts';

export const selfAttention: TorchHelper = {
  name: 'SelfAttention',
  code: `class SelfAttention(nn.Module):
    """Attention of every pixel to every other, added with a learned factor (Zhang et al. 2018)."""

    def __init__(self, channels: int, reduction: int = 8, spectral: bool = False) -> None:
        super().__init__()
        inner = max(channels // reduction, 1)

        def conv(inputs: int, outputs: int) -> nn.Module:
            module = nn.Conv2d(inputs, outputs, 1, bias=False)
            return nn.utils.spectral_norm(module) if spectral else module

        self.query = conv(channels, inner)
        self.key = conv(channels, inner)
        self.value = conv(channels, inner)
        self.out = conv(inner, channels)
        self.factor = nn.Parameter(torch.zeros(1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        query, key, value = (f(x).flatten(2) for f in (self.query, self.key, self.value))
        scores = query.transpose(1, 2) @ key
        mixed = value @ scores.softmax(-1).transpose(1, 2)
        return x + self.factor * self.out(mixed.unflatten(2, x.shape[2:]))
`,
};
