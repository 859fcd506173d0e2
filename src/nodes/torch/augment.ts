/** The transformations of `diff-augment.ts` in PyTorch. */
import type { TorchHelper } from '../torch.ts';

const FLIP: TorchHelper = {
  name: 'augment_flip',
  code: `def augment_flip(images: torch.Tensor) -> torch.Tensor:
    """Mirrors each image left to right with probability one half."""
    is_flipped = torch.rand(len(images), 1, 1, 1, device=images.device) < 0.5
    return torch.where(is_flipped, images.flip(3), images)`,
};

const COLOR: TorchHelper = {
  name: 'augment_color',
  code: `def augment_color(images: torch.Tensor) -> torch.Tensor:
    """Random brightness, saturation and contrast (DiffAugment)."""
    shape = (len(images), 1, 1, 1)
    images = images + (torch.rand(shape, device=images.device) - 0.5)
    mean = images.mean(1, keepdim=True)
    images = (images - mean) * (torch.rand(shape, device=images.device) * 2) + mean
    mean = images.mean((1, 2, 3), keepdim=True)
    return (images - mean) * (torch.rand(shape, device=images.device) + 0.5) + mean`,
};

const TRANSLATION: TorchHelper = {
  name: 'augment_translation',
  code: `def augment_translation(images: torch.Tensor) -> torch.Tensor:
    """Moves each image by up to an eighth of its height and width (DiffAugment)."""
    for axis in (2, 3):
        length = images.shape[axis]
        largest = int(length / 8 + 0.5)
        shape = (len(images), 1, 1)
        shift = torch.randint(-largest, largest + 1, shape, device=images.device)
        position = torch.arange(length, device=images.device).view(1, 1, -1) + shift
        is_inside = (position >= 0) & (position < length)
        index, mask = (
            x.view((-1, 1, length, 1) if axis == 2 else (-1, 1, 1, length))
            for x in (position.clamp(0, length - 1), is_inside)
        )
        images = images.gather(axis, index.expand_as(images)) * mask
    return images`,
};

const CUTOUT: TorchHelper = {
  name: 'augment_cutout',
  code: `def augment_cutout(images: torch.Tensor) -> torch.Tensor:
    """Zeroes a rectangle of half the height and width in each image (DiffAugment)."""
    holes = []
    for axis in (2, 3):
        length = images.shape[axis]
        size = int(length / 2 + 0.5)
        shape = (len(images), 1, 1)
        middle = torch.randint(0, length + 1 - size % 2, shape, device=images.device)
        position = torch.arange(length, device=images.device) - middle + size // 2
        holes.append((position >= 0) & (position < size))
    hole = holes[0].transpose(1, 2) & holes[1]
    return images * ~hole.unsqueeze(1)`,
};

const HELPERS = { flip: FLIP, color: COLOR, translation: TRANSLATION, cutout: CUTOUT };

/** Calls in the order of the names, around `{0}`. */
export function torchAugment(chosen: readonly (keyof typeof HELPERS)[]) {
  return {
    call: chosen.reduce((inner, name) => `augment_${name}(${inner})`, '{0}'),
    helpers: chosen.map((name) => HELPERS[name]),
  };
}
