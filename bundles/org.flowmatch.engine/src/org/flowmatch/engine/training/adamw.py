# Vectors of parameters and gradients are laid out as `to_training` does it.


# K optimiser steps on K batches of equal size; vectors [P] of parameters, first and second moments and averaged weights
# change in place; `gradient` [P] is overwritten. x [K n, inputs], t [K n], target [K n, outputs], roots of the rows'
# weights [K n, 1] or empty; rates and decays (of the average) have K numbers; `before` steps were made earlier. Returns the losses
# [K]. A loss that is not finite ends the call before the vectors are touched by it; so does a gradient whose norm is not, which stands
# in place of its loss.
# The rows of a step go through the network in so many `parts` of equal size, one after another, so that what they leave on the way fits
# into the cache.
# Vectors that the optimiser changes come as lists of one: libtorch drops a call that changes a list made in the program itself.
def train(
    self,
    parameters: List[Tensor],
    gradient: List[Tensor],
    moment1: List[Tensor],
    moment2: List[Tensor],
    average: Tensor,
    x: Tensor,
    t: Tensor,
    target: Tensor,
    roots: Tensor,
    parts: int,
    scale: float,
    rates: List[float],
    decays: List[float],
    before: int,
    constants: List[float]) -> Tensor:
    steps = len(rates)
    n = torch.size(x, 0) // (steps * parts)
    plan = self.gradient_plan(parameters[0], gradient[0], x, t, steps * parts)
    numbers = torch.unbind(torch.add(torch.cumsum(torch.new_ones(parameters[0], [steps]), 0), float(before)), 0)
    losses = annotate(List[float], [])
    weighted = torch.numel(roots) > 0
    finite = True
    for k in range(steps):
        value = 0.0
        if finite:
            keep = 0.0
            for part in range(k * parts, (k + 1) * parts):
                of_part = roots
                if weighted:
                    of_part = torch.narrow(roots, 0, part * n, n)
                loss = self.gradient_of_step(plan, part, torch.narrow(target, 0, part * n, n), of_part, scale, keep)
                value = value + float(loss) * scale
                keep = 1.0
            finite = value - value == 0.0
            if finite:
                squared_norm = float(torch.dot(gradient[0], gradient[0]))
                finite = squared_norm - squared_norm == 0.0
                if finite:
                    self.update(
                        parameters,
                        gradient,
                        moment1,
                        moment2,
                        [numbers[k]],
                        squared_norm,
                        rates[k],
                        constants)
                    if decays[k] > 0.0:
                        average = torch.lerp_(average, parameters[0], 1.0 - decays[k])
                else:
                    value = squared_norm
        losses.append(value)
    if decays[steps - 1] == 0.0:
        average = torch.copy_(average, parameters[0])
    return torch.tensor(losses)


# One step in parts, for steps that take too long for one call: `accumulate_gradient` for each part of the batch, then `squared_norm` and
# `update_part` for each part of the vectors.
def squared_norm(self, gradient: Tensor, start: int, length: int) -> Tensor:
    part = torch.narrow(gradient, 0, start, length)
    return torch.dot(part, part)


def update_part(
    self,
    parameters: Tensor,
    gradient: Tensor,
    moment1: Tensor,
    moment2: Tensor,
    average: Tensor,
    start: int,
    length: int,
    squared_norm: float,
    rate: float,
    decay: float,
    step: int,
    constants: List[float]) -> Tensor:
    parts = annotate(List[Tensor], [torch.narrow(parameters, 0, start, length)])
    self.update(
        parts,
        [torch.narrow(gradient, 0, start, length)],
        [torch.narrow(moment1, 0, start, length)],
        [torch.narrow(moment2, 0, start, length)],
        [torch.new_full(parameters, [1], float(step))],
        squared_norm,
        rate,
        constants)
    return torch.lerp_(torch.narrow(average, 0, start, length), parts[0], 1.0 - decay)


# scale * sum over rows of |root (y(x, t) - target)|^2 with the network of these parameters
def squared_error(
    self, parameters: Tensor, x: Tensor, t: Tensor, target: Tensor, roots: Tensor, scale: float) -> Tensor:
    error = torch.sub_(self.velocity(self.layers(self.to_model(parameters)), x, t), target)
    if torch.numel(roots) > 0:
        error = torch.mul_(error, roots)
    flat = torch.view(error, [-1])
    return torch.mul(torch.dot(flat, flat), scale)


# A step, whose `number` counts from 1, with the gradient clipped by its norm; constants are beta1, beta2, weight decay, clipping norm (0 for none).
def update(
    self,
    parameters: List[Tensor],
    gradient: List[Tensor],
    moment1: List[Tensor],
    moment2: List[Tensor],
    number: List[Tensor],
    squared_norm: float,
    rate: float,
    constants: List[float]) -> None:
    if constants[3] > 0.0 and squared_norm > constants[3] * constants[3]:
        torch.mul_(gradient[0], constants[3] / torch.sqrt(squared_norm))
    torch._fused_adamw_(
        parameters,
        gradient,
        moment1,
        moment2,
        annotate(List[Tensor], []),
        number,
        lr=rate,
        beta1=constants[0],
        beta2=constants[1],
        weight_decay=constants[2],
        eps=1.0e-8,
        amsgrad=False,
        maximize=False)
