# The gradient of the loss sum over rows of |r (y(x, t) - target)|^2. The roots r [n, 1] of the rows' weights may be empty, for weights
# of 1. With g = dL/dh of the stream: a block h + C b, b = activation(z), z = scale p + shift, p = E h, gives
# dC = g^T b,  gz = (g C) * activation'(z),  dscale = gz * p,  dshift = gz,  dE = (gz * scale)^T h,  and adds (gz * scale) E to g.


# What the steps need, x [steps n, inputs], t [steps n]: rows and time features by step, ones [n], layers and their gradients.
def gradient_plan(self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, steps: int) -> List[Tensor]:
    layers = self.layers(parameters)
    gradients = self.layers(gradient)
    n = torch.size(x, 0) // steps
    features = self.time_features(t)
    plan = annotate(List[Tensor], [torch.view(x, [steps, n, torch.size(x, 1)])])
    plan.append(torch.view(features, [steps, n, torch.size(features, 1)]))
    plan.append(torch.new_ones(x, [n]))
    for i in range(len(layers)):
        plan.append(layers[i])
    for i in range(len(gradients)):
        plan.append(gradients[i])
    return plan


# Sets the gradients to keep times themselves (keep = 0 starts afresh) plus scale times the gradient of step number `step`; returns the
# loss, not scaled.
def gradient_of_step(
    self, plan: List[Tensor], step: int, target: Tensor, roots: Tensor, scale: float, keep: float) -> Tensor:
    x = torch.select(plan[0], 0, step)
    features = torch.select(plan[1], 0, step)
    ones = plan[2]
    count = (len(plan) - 3) // 2
    layers = annotate(List[Tensor], [])
    gradients = annotate(List[Tensor], [])
    for i in range(count):
        layers.append(plan[3 + i])
        gradients.append(plan[3 + count + i])
    embedding_sums = torch.addmm(layers[3], features, torch.t(layers[2]))
    embedding = self.activate(embedding_sums)
    film = torch.addmm(layers[5], embedding, torch.t(layers[4]))
    h = torch.addmm(layers[1], x, torch.t(layers[0]))
    streams = annotate(List[Tensor], [])
    products = annotate(List[Tensor], [])
    sums = annotate(List[Tensor], [])
    left = annotate(List[Tensor], [])
    for k in range(BLOCKS):
        p = torch.mm(h, torch.t(layers[6 + 2 * k]))
        shift = torch.narrow(film, 1, (2 * k + 1) * WIDTH, WIDTH)
        z = torch.addcmul(shift, p, torch.narrow(film, 1, 2 * k * WIDTH, WIDTH))
        b = self.activate(z)
        streams.append(h)
        products.append(p)
        sums.append(z)
        left.append(b)
        h = torch.addmm(h, b, torch.t(layers[7 + 2 * k]))
    last = len(layers) - 2
    error = torch.sub_(torch.addmm(layers[last + 1], h, torch.t(layers[last])), target)
    weighted = torch.numel(roots) > 0
    if weighted:
        error = torch.mul_(error, roots)
    flat = torch.view(error, [-1])
    loss = torch.dot(flat, flat)
    g = torch.mul_(error, 2.0 * scale)
    if weighted:
        g = torch.mul_(g, roots)
    torch.addmm_(gradients[last], torch.t(g), h, beta=keep)
    torch.addmv_(gradients[last + 1], torch.t(g), ones, beta=keep)
    g = torch.mm(g, layers[last])
    film_gradient = torch.empty_like(film)
    for j in range(BLOCKS):
        k = BLOCKS - 1 - j
        torch.addmm_(gradients[7 + 2 * k], torch.t(g), left[k], beta=keep)
        gz = self.times_slope(torch.mm(g, layers[7 + 2 * k]), sums[k])
        torch.copy_(torch.narrow(film_gradient, 1, (2 * k + 1) * WIDTH, WIDTH), gz)
        torch.copy_(torch.narrow(film_gradient, 1, 2 * k * WIDTH, WIDTH), torch.mul_(products[k], gz))
        gp = torch.mul_(gz, torch.narrow(film, 1, 2 * k * WIDTH, WIDTH))
        torch.addmm_(gradients[6 + 2 * k], torch.t(gp), streams[k], beta=keep)
        g = torch.addmm_(g, gp, layers[6 + 2 * k])
    torch.addmm_(gradients[0], torch.t(g), x, beta=keep)
    torch.addmv_(gradients[1], torch.t(g), ones, beta=keep)
    torch.addmm_(gradients[4], torch.t(film_gradient), embedding, beta=keep)
    torch.addmv_(gradients[5], torch.t(film_gradient), ones, beta=keep)
    ge = self.times_slope(torch.mm(film_gradient, layers[4]), embedding_sums)
    torch.addmm_(gradients[2], torch.t(ge), features, beta=keep)
    torch.addmv_(gradients[3], torch.t(ge), ones, beta=keep)
    return loss
