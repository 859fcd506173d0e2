/** The adversarial losses of `adversarial-modes.ts` in PyTorch. */
import type { ModeName, Side } from '../shared/adversarial-modes.ts';
import type { TorchCode, TorchHelper } from '../torch.ts';

interface Settings {
  readonly mode: ModeName;
  readonly side: Side;
  /** The label, and what flipped samples get. */
  readonly target: number;
  readonly flipped: number;
  readonly flipProbability: number;
}

const FLIPPED_LABELS: TorchHelper = {
  name: 'flipped_labels',
  code: `def flipped_labels(
    logits: torch.Tensor, target: float, flipped: float, probability: float
) -> torch.Tensor:
    """\`target\` for every logit, or \`flipped\` for a random share of them."""
    is_flipped = torch.rand(logits.shape, device=logits.device) < probability
    return torch.full_like(logits, target).masked_fill(is_flipped, flipped)`,
};

const RELATIVISTIC: TorchHelper = {
  name: 'relativistic_loss',
  code: `def relativistic_loss(
    logits: torch.Tensor, opposite: torch.Tensor, target: torch.Tensor
) -> torch.Tensor:
    """Cross-entropy of how far logits are above the mean of the other side's."""
    return F.binary_cross_entropy_with_logits(logits - opposite.mean(), target)`,
};

const RELATIVISTIC_GENERATOR: TorchHelper = {
  name: 'relativistic_generator_loss',
  code: `def relativistic_generator_loss(
    fake: torch.Tensor, real: torch.Tensor, target: torch.Tensor
) -> torch.Tensor:
    """Generated samples should look more real than the average real one."""
    own = relativistic_loss(fake, real, target)
    return own + relativistic_loss(real, fake, 1 - target)`,
  needs: [RELATIVISTIC],
};

export function adversarialTorch(settings: Settings): TorchCode {
  const { side, flipProbability } = settings;
  const helpers = flipProbability > 0 ? [FLIPPED_LABELS] : [];
  const labels = labelsOf(settings);
  const entropy = `F.binary_cross_entropy_with_logits({0}, ${labels})`;
  switch (settings.mode) {
    case 'non-saturating':
      return { call: entropy, helpers };
    case 'minimax':
      return { call: side === 'generator' ? `-${entropy}` : entropy, helpers };
    case 'least-squares':
      return { call: `F.mse_loss({0}, ${labels})`, helpers };
    case 'wasserstein':
      return { call: side === 'fake' ? '{0}.mean()' : '-{0}.mean()' };
    case 'hinge':
      if (side === 'generator') return { call: '-{0}.mean()' };
      return { call: `F.relu(1 ${side === 'real' ? '-' : '+'} {0}).mean()` };
    case 'relativistic':
      return { call: `F.binary_cross_entropy_with_logits({0} - {1}, ${labels})`, helpers };
    case 'relativistic-average': {
      const helper = side === 'generator' ? RELATIVISTIC_GENERATOR : RELATIVISTIC;
      return { call: `${helper.name}({0}, {1}, ${labels})`, helpers: [...helpers, helper] };
    }
  }
}

function labelsOf({ target, flipped, flipProbability }: Settings): string {
  if (flipProbability > 0) {
    return `flipped_labels({0}, ${target}, ${flipped}, ${flipProbability})`;
  }
  if (target === 1) return 'torch.ones_like({0})';
  return target === 0 ? 'torch.zeros_like({0})' : `torch.full_like({0}, ${target})`;
}
