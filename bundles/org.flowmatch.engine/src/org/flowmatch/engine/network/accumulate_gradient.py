# The scaled loss and its gradient on all rows, by the `gradient_plan` and `gradient_of_step` of any network.
def accumulate_gradient(
    self,
    parameters: Tensor,
    gradient: Tensor,
    x: Tensor,
    t: Tensor,
    target: Tensor,
    roots: Tensor,
    scale: float,
    keep: float) -> Tensor:
    plan = self.gradient_plan(parameters, gradient, x, t, 1)
    return torch.mul(self.gradient_of_step(plan, 0, target, roots, scale, keep), scale)
