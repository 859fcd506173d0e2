/** The holes of `mask-shapes.ts` in PyTorch: [N, 1, H, W]. */
import type { TorchHelper } from '../torch.ts';

const INSIDE: TorchHelper = {
  name: 'inside',
  code: `def inside(length: int, start: torch.Tensor, extent: torch.Tensor) -> torch.Tensor:
    """1 for pixels whose middle lies between start and start + extent: [N, length]."""
    distance = torch.arange(length, device=start.device) + 0.5 - start
    return ((distance >= 0) & (distance < extent)).float()`,
};

export const CENTER_MASK: TorchHelper = {
  name: 'center_mask',
  code: `def center_mask(
    batch: int, height: int, width: int, share: float, device: torch.device
) -> torch.Tensor:
    """The same rectangle in the middle of every image: 1 where pixels are missing."""
    sides = []
    for length in (height, width):
        extent = torch.full((batch, 1), length * share, device=device)
        sides.append(inside(length, (length - extent) / 2, extent))
    return (sides[0][:, :, None] * sides[1][:, None, :]).unsqueeze(1)`,
  needs: [INSIDE],
};

export const BOX_MASK: TorchHelper = {
  name: 'box_mask',
  code: `def box_mask(
    batch: int,
    height: int,
    width: int,
    smallest: float,
    largest: float,
    device: torch.device,
) -> torch.Tensor:
    """A rectangle anywhere within each image: 1 where pixels are missing."""
    drawn = torch.rand(batch, 4, device=device)
    sides = []
    for axis, length in enumerate((height, width)):
        size, place = drawn[:, axis, None], drawn[:, axis + 2, None]
        extent = (size * (largest - smallest) + smallest) * length
        sides.append(inside(length, place * (length - extent), extent))
    return (sides[0][:, :, None] * sides[1][:, None, :]).unsqueeze(1)`,
  needs: [INSIDE],
};

export const STROKES_MASK: TorchHelper = {
  name: 'strokes_mask',
  code: `def strokes_mask(
    batch: int,
    height: int,
    width: int,
    count: int,
    length: float,
    thickness: float,
    device: torch.device,
) -> torch.Tensor:
    """Straight brush strokes with round ends: 1 where pixels are missing."""
    side = min(height, width)
    drawn = torch.rand(batch, count, 5, device=device)[..., None, None]
    rows = torch.arange(height, device=device).view(-1, 1) + 0.5
    columns = torch.arange(width, device=device) + 0.5
    down = rows - drawn[:, :, 0] * height
    right = columns - drawn[:, :, 1] * width
    angle = drawn[:, :, 2] * (2 * math.pi)
    along = down * angle.sin() + right * angle.cos()
    across = right * angle.sin() - down * angle.cos()
    beyond = F.relu(-along) + F.relu(along - drawn[:, :, 3] * (length * side))
    radius = (drawn[:, :, 4] + 1) * (thickness * side / 4)
    is_covered = across.square() + beyond.square() <= radius.square()
    return is_covered.any(1, keepdim=True).float()`,
  imports: ['import math'],
};
