# The gradient of the loss sum over rows of |r (y(x, t) - target)|^2, with nothing allocated inside a step and no view made there that
# could be made before. The roots r [n, 1] of the rows' weights may be empty, for weights of 1.
# Rows lie as columns. In training each row of a weight matrix is followed by its bias, and what it is multiplied with ends in a row of
# ones. With e = r (y - target), layer inputs h and sums z:  dL/dy = 2 r e;  per layer, from the last to the first,
# dL/dW = dL/dz h^T,  dL/db = sum over rows of dL/dz,  dL/dh = W^T dL/dz,  dL/dz of the layer before = dL/dh * activation'(z).


def to_training(self, parameters: Tensor) -> Tensor:
    layers = self.layers(parameters)
    joined = annotate(List[Tensor], [])
    for i in range(LAYERS):
        rows = torch.cat([layers[2 * i], torch.unsqueeze(layers[2 * i + 1], 1)], 1)
        joined.append(torch.view(rows, [-1]))
    return torch.cat(joined)


def to_model(self, parameters: Tensor) -> Tensor:
    rows = self.rows_with_bias(parameters)
    parts = annotate(List[Tensor], [])
    for i in range(LAYERS):
        inputs = torch.size(rows[i], 1) - 1
        parts.append(torch.reshape(torch.narrow(rows[i], 1, 0, inputs), [-1]))
        parts.append(torch.select(rows[i], 1, inputs))
    return torch.cat(parts)


# Views [out, in + 1] of a vector that is laid out for training, whose layers have the sizes that they have in a model.
def rows_with_bias(self, parameters: Tensor) -> List[Tensor]:
    layers = self.layers(parameters)
    views = annotate(List[Tensor], [])
    start = 0
    for i in range(LAYERS):
        outputs = torch.size(layers[2 * i], 0)
        row = torch.size(layers[2 * i], 1) + 1
        views.append(torch.view(torch.narrow(parameters, 0, start, outputs * row), [outputs, row]))
        start = start + outputs * row
    return views


# What the steps need, x [steps n, inputs], t [steps n]: the inputs of all steps [steps, inputs + 1, n], and transposed without the ones
# [steps, n, inputs], ones [n] and a one; then of each layer W with b, W^T, dL/dW, dL/db, its result with a row of ones [out + 1, n],
# that without them, its transpose, memory of the activation or, at the end, the result as a vector, and memory for the slope dL/dh of
# its inputs, which every other layer shares if it can.
def gradient_plan(self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, steps: int) -> List[Tensor]:
    n = torch.size(x, 0) // steps
    joined = torch.cat([x, self.time_features(t), torch.new_ones(x, [torch.size(x, 0), 1])], 1)
    width = torch.size(joined, 1)
    by_step = torch.contiguous(torch.transpose(torch.view(joined, [steps, n, width]), 1, 2))
    transposed = torch.transpose(torch.narrow(by_step, 1, 0, width - 1), 1, 2)
    plan = annotate(List[Tensor], [by_step, transposed, torch.new_ones(x, [n]), torch.new_ones(x, [1])])
    weights = self.rows_with_bias(parameters)
    gradients = self.rows_with_bias(gradient)
    slopes = annotate(List[Tensor], [])
    for i in range(LAYERS):
        inputs = torch.size(weights[i], 1) - 1
        outputs = torch.size(weights[i], 0)
        with_ones = torch.new_ones(x, [outputs + 1, n])
        result = torch.narrow(with_ones, 0, 0, outputs)
        plan.append(weights[i])
        plan.append(torch.t(torch.narrow(weights[i], 1, 0, inputs)))
        plan.append(torch.narrow(gradients[i], 1, 0, inputs))
        plan.append(torch.select(gradients[i], 1, inputs))
        plan.append(with_ones)
        plan.append(result)
        plan.append(torch.t(result))
        if i < LAYERS - 1:
            plan.append(torch.empty_like(result))
        else:
            plan.append(torch.view(result, [-1]))
        shared = False
        if i > 2:
            shared = torch.size(slopes[i - 2], 0) == inputs
        if shared:
            slopes.append(slopes[i - 2])
        else:
            slopes.append(torch.new_empty(x, [inputs, n]))
        plan.append(slopes[i])
    return plan
