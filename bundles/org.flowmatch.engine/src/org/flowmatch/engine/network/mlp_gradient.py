# The gradient of the loss sum over rows of |r (y(x, t) - target)|^2, with nothing allocated and no view made inside a step that could
# be made before it. The roots r [n, 1] of the rows' weights may be empty, for weights of 1.
# With e = r (y - target), layer inputs h and sums z:  dL/dy = 2 r e;  per layer, from the last to the first,
# dL/dW = (dL/dz)^T h,  dL/db = sum over rows of dL/dz,  dL/dh = dL/dz W,  dL/dz of the layer before = dL/dh * activation'(z).


# What the steps need, x [steps n, inputs], t [steps n]: the inputs of the first layer for all steps, ones [n], and eight tensors for
# each layer: W, W^T, b, dL/dW, dL/db, z [n, out] and z^T, and h [n, out] or, for the last layer, z as a vector.
def gradient_plan(self, layers: List[Tensor], gradients: List[Tensor], x: Tensor, t: Tensor, steps: int) -> List[Tensor]:
    n = torch.size(x, 0) // steps
    plan = annotate(List[Tensor], [torch.cat([x, self.time_features(t)], 1), torch.new_ones(x, [n])])
    last = len(layers) // 2 - 1
    for i in range(last + 1):
        weight = layers[2 * i]
        z = torch.new_empty(x, [n, torch.size(weight, 0)])
        plan.append(weight)
        plan.append(torch.t(weight))
        plan.append(layers[2 * i + 1])
        plan.append(gradients[2 * i])
        plan.append(gradients[2 * i + 1])
        plan.append(z)
        plan.append(torch.t(z))
        if i < last:
            plan.append(torch.empty_like(z))
        else:
            plan.append(torch.view(z, [-1]))
    return plan


# Sets the gradients to keep times themselves (keep = 0 starts afresh) plus scale times the gradient of step number `step`; returns the
# loss, not scaled. Going back, dL/dh takes the place of h and dL/dz that of z.
def gradient_of_step(
    self, plan: List[Tensor], step: int, target: Tensor, roots: Tensor, scale: float, keep: float) -> Tensor:
    last = (len(plan) - 2) // 8 - 1
    ones = plan[1]
    n = torch.size(ones, 0)
    first = torch.narrow(plan[0], 0, step * n, n)
    h = first
    for i in range(last):
        at = 2 + 8 * i
        h = self.activate_to(torch.addmm(plan[at + 2], h, plan[at + 1], out=plan[at + 5]), plan[at + 7])
    at = 2 + 8 * last
    error = torch.sub_(torch.addmm(plan[at + 2], h, plan[at + 1], out=plan[at + 5]), target)
    weighted = torch.numel(roots) > 0
    if weighted:
        error = torch.mul_(error, roots)
    loss = torch.dot(plan[at + 7], plan[at + 7])
    if weighted:
        error = torch.mul_(error, roots)
    factor = 2.0 * scale
    for j in range(last + 1):
        at = 2 + 8 * (last - j)
        h = first
        if j < last:
            h = plan[at - 1]
        torch.addmm_(plan[at + 3], plan[at + 6], h, beta=keep, alpha=factor)
        torch.addmv_(plan[at + 4], plan[at + 6], ones, beta=keep, alpha=factor)
        if j < last:
            slope = torch.addmm(h, plan[at + 5], plan[at], beta=0.0, alpha=factor, out=h)
            self.times_slope_to(slope, plan[at - 3], plan[at - 3])
            factor = 1.0
    return loss
