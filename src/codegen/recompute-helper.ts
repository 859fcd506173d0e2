/** Blocks that are computed again for the backward pass, in PyTorch: `torch.utils.checkpoint`, with state that moves once. */
import type { Program } from '../compiler/program.ts';
import { stepsOf } from '../compiler/stage-steps.ts';
import type { TorchHelper } from '../nodes/torch.ts';

const RECOMPUTED: TorchHelper = {
  name: 'recomputed',
  code: `def recomputed(module: nn.Module, *inputs: Tensor) -> Any:
    """Keeps only the inputs of a module for the backward pass, which runs it again.

    The second run begins with the buffers of the first, and what it makes of them is
    forgotten: statistics move once.
    """
    if not (module.training and torch.is_grad_enabled()):
        return module(*inputs)
    owners = [
        (owner, name, buffer.clone())
        for owner in module.modules()
        for name, buffer in owner._buffers.items()
        if buffer is not None
    ]
    spectral = [
        (hook, hook.n_power_iterations)
        for owner in module.modules()
        for hook in owner._forward_pre_hooks.values()
        if hasattr(hook, "n_power_iterations")
    ]
    runs = 0

    def run(*given: Tensor) -> Any:
        nonlocal runs
        runs += 1
        if runs == 1:
            return module(*given)
        now = [owner._buffers[name] for owner, name, _ in owners]
        iterations = [hook.n_power_iterations for hook, _ in spectral]
        try:
            for owner, name, buffer in owners:
                owner._buffers[name] = buffer.clone()
            for hook, count in spectral:
                hook.n_power_iterations = count
            return module(*given)
        finally:
            for (owner, name, _), own in zip(owners, now):
                owner._buffers[name] = own
            for (hook, _), count in zip(spectral, iterations):
                hook.n_power_iterations = count

    return checkpoint(run, *inputs, use_reentrant=False)`,
  imports: ['from typing import Any', 'from torch.utils.checkpoint import checkpoint'],
};

export const RECOMPUTED_CHAIN: TorchHelper = {
  name: 'recomputed_chain',
  code: `def recomputed_chain(chain: nn.Sequential, x: Tensor) -> Tensor:
    """Runs modules one after the other, each of them recomputed."""
    for module in chain:
        x = recomputed(module, x)
    return x`,
  needs: [RECOMPUTED],
};

/** Where a loss takes gradients through a network, everything is kept: they are derived again. */
export function penalizedNetworks({ iteration }: Program): ReadonlySet<string> {
  return new Set(
    stepsOf(iteration).flatMap((step) =>
      step.type === 'loss' && step.network !== null ? [step.network] : [],
    ),
  );
}
