# The gradient of any network by recording its `velocity`. The loss scale * sum over rows of |r (y(x, t) - target)|^2 and its gradient,
# added to keep times the views `gradients`; keep = 0 starts afresh. The roots r [n, 1] of the rows' weights may be empty, for weights
# of 1. Gradient recording must be on for the thread. The network computes in PRECISION (6 for float32, 15 for bfloat16), on copies of
# the weights; loss and gradients stay in float32.
def accumulate_gradient(
    self,
    layers: List[Tensor],
    gradients: List[Tensor],
    x: Tensor,
    t: Tensor,
    target: Tensor,
    roots: Tensor,
    scale: float,
    keep: float) -> Tensor:
    leaves = annotate(List[Tensor], [])
    for i in range(len(layers)):
        leaves.append(torch.requires_grad_(torch.detach(torch.to(layers[i], PRECISION)), True))
    y = self.velocity(leaves, torch.to(x, PRECISION), t)
    error = torch.sub(torch.to(y, 6), target)
    if torch.numel(roots) > 0:
        error = torch.mul(error, roots)
    flat = torch.reshape(error, [-1])
    loss = torch.mul(torch.dot(flat, flat), scale)
    found = torch.grad([loss], leaves)
    for i in range(len(layers)):
        gradient = unchecked_cast(Tensor, found[i])
        if keep == 0.:
            torch.copy_(gradients[i], gradient)
        else:
            torch.add_(torch.mul_(gradients[i], keep), gradient)
    return torch.detach(loss)
