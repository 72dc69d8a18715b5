# The gradient of any network by recording its `velocity`, of the loss sum over rows of |r (y(x, t) - target)|^2. The roots r [n, 1] of
# the rows' weights may be empty, for weights of 1. Gradient recording must be on for the thread. The network computes in PRECISION
# (6 for float32, 15 for bfloat16), on copies of the weights; loss and gradients stay in float32.


# What the steps need, x [steps n, inputs], t [steps n]: both by step, layers and their gradients.
def gradient_plan(self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, steps: int) -> List[Tensor]:
    layers = self.layers(parameters)
    gradients = self.layers(gradient)
    n = torch.size(x, 0) // steps
    plan = annotate(List[Tensor], [torch.view(x, [steps, n, torch.size(x, 1)]), torch.view(t, [steps, n])])
    for i in range(len(layers)):
        plan.append(layers[i])
    for i in range(len(gradients)):
        plan.append(gradients[i])
    return plan


# Sets the gradients to keep times themselves (keep = 0 starts afresh) plus scale times the gradient of step number `step`; returns the
# loss, not scaled.
def gradient_of_step(
    self, plan: List[Tensor], step: int, target: Tensor, roots: Tensor, scale: float, keep: float) -> Tensor:
    count = (len(plan) - 2) // 2
    leaves = annotate(List[Tensor], [])
    for i in range(count):
        leaves.append(torch.requires_grad_(torch.detach(torch.to(plan[2 + i], PRECISION)), True))
    x = torch.select(plan[0], 0, step)
    y = self.velocity(leaves, torch.to(x, PRECISION), torch.select(plan[1], 0, step))
    error = torch.sub(torch.to(y, 6), target)
    if torch.numel(roots) > 0:
        error = torch.mul(error, roots)
    flat = torch.reshape(error, [-1])
    loss = torch.dot(flat, flat)
    found = torch.grad([torch.mul(loss, scale)], leaves)
    for i in range(count):
        gradient = unchecked_cast(Tensor, found[i])
        kept = plan[2 + count + i]
        if keep == 0.:
            torch.copy_(kept, gradient)
        else:
            torch.add_(torch.mul_(kept, keep), gradient)
    return torch.detach(loss)
