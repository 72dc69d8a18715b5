# SPDX-License-Identifier: Apache-2.0
"""Conditional flow matching as one writes it with PyTorch: x_t = t x1 + (1 - t) x0, the mean of |v(x_t, t) - (x1 - x0)|^2.

Rows lie in memory as one tensor, so that a batch is one indexing operation.
"""
import torch
from torch import nn

import machine

ROWS = 20_000
RATE = 1e-3


class Velocity(nn.Module):
    """v(x, t): a multilayer perceptron of three hidden layers with SiLU on [x, t]."""

    def __init__(self, dimensions: int, width: int):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(dimensions + 1, width),
            nn.SiLU(),
            nn.Linear(width, width),
            nn.SiLU(),
            nn.Linear(width, width),
            nn.SiLU(),
            nn.Linear(width, dimensions),
        )

    def forward(self, x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        return self.net(torch.cat([x, t], 1))


class Loss(nn.Module):
    """Draws a batch and evaluates the loss on it."""

    def __init__(self, velocity: nn.Module, rows: torch.Tensor):
        super().__init__()
        self.velocity = velocity
        self.register_buffer("rows", rows)

    def forward(self, batch: int) -> torch.Tensor:
        chosen = torch.randint(self.rows.size(0), (batch,), device=self.rows.device)
        x1 = self.rows[chosen]
        x0 = torch.randn_like(x1)
        t = torch.rand((batch, 1), device=x1.device)
        predicted = self.velocity(torch.lerp(x0, x1, t), t)
        return nn.functional.mse_loss(predicted, x1 - x0)


def adam(kind, parameters):
    settings = {"adam": {}, "foreach": {"foreach": True}, "fused": {"fused": True}}
    return torch.optim.Adam(parameters, lr=RATE, **settings[kind])


def optimisers(device="cpu"):
    """The forms of Adam that this installation can run."""
    found = []
    for kind in ("adam", "foreach", "fused"):
        try:
            layer = nn.Linear(2, 2).to(device)
            optimiser = adam(kind, layer.parameters())
            layer(torch.ones(1, 2, device=device)).sum().backward()
            optimiser.step()
            found.append(kind)
        except Exception:  # an older PyTorch refuses in many ways
            continue
    return found


def prepare(values):
    """Values: dimensions, width, batch, adam, form (eager, jit or compile), device."""
    torch.manual_seed(1)
    device = "cuda" if values.get("device") == "gpu" else "cpu"
    dimensions, batch = int(values["dimensions"]), int(values["batch"])
    loss = Loss(Velocity(dimensions, int(values["width"])), torch.randn(ROWS, dimensions)).to(device)
    if values["form"] == "jit":
        loss = machine.script(loss)
    elif values["form"] == "compile":
        loss = torch.compile(loss)
    optimiser = adam(values["adam"], loss.parameters())

    def steps(count):
        value = torch.zeros(())
        for _ in range(count):
            optimiser.zero_grad(set_to_none=True)
            value = loss(batch)
            value.backward()
            optimiser.step()
        return float(value.detach())

    return steps
