# SPDX-License-Identifier: Apache-2.0
"""Rows along the flow of a network, as one writes it with PyTorch: Euler and the classic Runge-Kutta method."""
import os

import numpy
import torch

import machine
from training import Velocity


def read(folder, name, *shape):
    return torch.from_numpy(numpy.fromfile(os.path.join(folder, name), dtype="<f4").reshape(shape))


def load(velocity, flat):
    """Takes the weights from one vector: of each layer the matrix [out, in], then the bias."""
    place = 0
    with torch.no_grad():
        for parameter in velocity.parameters():
            parameter.copy_(flat[place : place + parameter.numel()].view_as(parameter))
            place += parameter.numel()
    if place != len(flat):
        raise ValueError(f"{len(flat)} weights were given, the network has {place}")


def euler(velocity, x, steps):
    h = 1 / steps
    t = x.new_empty(len(x), 1)
    for k in range(steps):
        x = torch.add(x, velocity(x, t.fill_(k * h)), alpha=h)
    return x


def rk4(velocity, x, steps):
    h = 1 / steps
    t = x.new_empty(len(x), 1)
    for k in range(steps):
        k1 = velocity(x, t.fill_(k * h))
        k2 = velocity(torch.add(x, k1, alpha=h / 2), t.fill_((k + 0.5) * h))
        k3 = velocity(torch.add(x, k2, alpha=h / 2), t)
        k4 = velocity(torch.add(x, k3, alpha=h), t.fill_((k + 1) * h))
        x = torch.add(x, k2.add_(k3).mul_(2).add_(k1).add_(k4), alpha=h / 6)
    return x


def prepare(values):
    """Values: folder, case, dimensions, width, rows, solver, steps, chunk (0 for all rows at once), form, device."""
    device = "cuda" if values.get("device") == "gpu" else "cpu"
    dimensions, rows, chunk = int(values["dimensions"]), int(values["rows"]), int(values["chunk"])
    start = read(values["folder"], values["case"] + ".start", rows, dimensions).to(device)
    velocity = Velocity(dimensions, int(values["width"]))
    load(velocity, read(values["folder"], values["case"] + ".weights", -1))
    velocity = velocity.to(device).eval()
    if values["form"] == "jit":
        velocity = torch.jit.optimize_for_inference(machine.script(velocity))
    elif values["form"] == "compile":
        velocity = torch.compile(velocity)
    solver = {"EULER": euler, "RK4": rk4}[values["solver"]]
    steps = int(values["steps"])

    def solve():
        if chunk == 0:
            return solver(velocity, start, steps)
        end = torch.empty_like(start)
        for begin in range(0, rows, chunk):
            end[begin : begin + chunk] = solver(velocity, start[begin : begin + chunk], steps)
        return end

    @torch.inference_mode()
    def times(count):
        for _ in range(count):
            end = solve()
        return float(end.double().square().mean())

    return times
