"""
How the networks learn: AdamW, warm-up and decay of its rate.

Takes parameters with their rates; gives an optimiser and its schedule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import nn
from torch.optim.lr_scheduler import LambdaLR


class Learning:
    """
    An optimiser that takes a step at a time.

    Args:
        groups: rates with the parameters that learn at them.
        steps: how many there will be; the rate falls to zero with the last one.
    """

    def __init__(
        self, groups: Mapping[float, Sequence[nn.Parameter]], *, steps: int
    ) -> None:
        self._optimizer = torch.optim.AdamW(
            [{"params": list(some), "lr": rate} for rate, some in groups.items()],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self._parameters = [one for some in groups.values() for one in some]
        # Warm-up, clipping and decay are judged, not fitted.
        warm = max(1, steps // 20)
        self._schedule = LambdaLR(
            self._optimizer,
            lambda step: min(
                (step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm))
            ),
        )

    def step(self, loss: torch.Tensor) -> None:
        """One step down the slope of `loss`."""
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._parameters, 2.0)
        self._optimizer.step()
        self._schedule.step()
