# The perceptron for rows that lie as columns, x [inputs, n]; there are TIMES time features. Each product brings its bias along: weights
# have it as a last column, and what they are multiplied with ends in a row of ones. The products write into memory for one block of
# columns, which stays in the cache together with them; more columns are done block by block.
# The list `prepared` is the weights [out, in + 1] of each layer, then its input [in + 1, block] of each, then of the first layer the
# weights of the time and the bias.


def prepare(self, parameters: Tensor, block: int) -> List[Tensor]:
    layers = self.layers(parameters)
    prepared = annotate(List[Tensor], [])
    inputs = annotate(List[Tensor], [])
    x = torch.size(layers[0], 1) - TIMES
    for i in range(len(layers) // 2):
        size = x
        weight = torch.narrow(layers[0], 1, 0, x)
        if i > 0:
            size = torch.size(layers[2 * i], 1)
            weight = layers[2 * i]
        prepared.append(torch.cat([weight, torch.unsqueeze(layers[2 * i + 1], 1)], 1))
        shared = False
        if i > 2:
            shared = torch.size(inputs[i - 2], 0) == size + 1
        if shared:
            inputs.append(inputs[i - 2])
        else:
            inputs.append(torch.new_ones(parameters, [size + 1, block]))
    for i in range(len(inputs)):
        prepared.append(inputs[i])
    prepared.append(torch.narrow(layers[0], 1, x, TIMES))
    prepared.append(layers[1])
    return prepared


# The first n columns of each layer's input, then the same without the ones.
def inputs_of(self, prepared: List[Tensor], n: int) -> List[Tensor]:
    count = len(prepared) // 2 - 1
    views = annotate(List[Tensor], [])
    for i in range(count):
        views.append(torch.narrow(prepared[count + i], 1, 0, n))
    for i in range(count):
        views.append(torch.narrow(views[i], 0, 0, torch.size(views[i], 0) - 1))
    return views


# x [inputs, n], one time for all -> [outputs, n]
def velocity_columns(self, prepared: List[Tensor], x: Tensor, t: float) -> Tensor:
    count = len(prepared) // 2 - 1
    features = torch.select(self.time_features(torch.new_full(x, [1], t)), 0, 0)
    bias = torch.addmv(prepared[2 * count + 1], prepared[2 * count], features)
    z = torch.copy_(torch.select(prepared[0], 1, torch.size(x, 0)), bias)
    n = torch.size(x, 1)
    out = torch.new_empty(x, [torch.size(prepared[count - 1], 0), n])
    block = torch.size(prepared[count], 1)
    views = self.inputs_of(prepared, min(block, n))
    for b in range((n + block - 1) // block):
        first = b * block
        size = min(block, n - first)
        if size < torch.size(views[0], 1):
            views = self.inputs_of(prepared, size)
        z = torch.copy_(views[count], torch.narrow(x, 1, first, size))
        for i in range(count - 1):
            z = torch.mm(prepared[i], views[i], out=views[count + i + 1])
            z = self.activate_in_place(views[count + i + 1])
        z = torch.mm(prepared[count - 1], views[count - 1], out=torch.narrow(out, 1, first, size))
    return out
