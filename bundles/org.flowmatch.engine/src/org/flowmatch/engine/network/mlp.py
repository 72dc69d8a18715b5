# A multilayer perceptron. WIDTHS is [inputs + k, hidden widths ..., outputs] for k time features.
# The list `layers` is weight [out, in], bias [out] of the first layer, then of the second, and so on.


def layers(self, parameters: Tensor) -> List[Tensor]:
    widths = WIDTHS
    views = annotate(List[Tensor], [])
    start = 0
    for i in range(len(widths) - 1):
        size = widths[i] * widths[i + 1]
        views.append(torch.view(torch.narrow(parameters, 0, start, size), [widths[i + 1], widths[i]]))
        views.append(torch.narrow(parameters, 0, start + size, widths[i + 1]))
        start = start + size + widths[i + 1]
    return views


# The layers after the first, whose sums are z [n, first width].
def after_first(self, layers: List[Tensor], z: Tensor) -> Tensor:
    for i in range(1, len(layers) // 2):
        z = torch.addmm(layers[2 * i + 1], self.activate_in_place(z), torch.t(layers[2 * i]))
    return z


# x [n, inputs], t [n] -> [n, outputs]
def velocity(self, layers: List[Tensor], x: Tensor, t: Tensor) -> Tensor:
    h = torch.cat([x, torch.to(self.time_features(t), x)], 1)
    return self.after_first(layers, torch.addmm(layers[1], h, torch.t(layers[0])))


# One time for all rows: its share of the first layer is a bias.
def velocity_at(self, layers: List[Tensor], x: Tensor, t: float) -> Tensor:
    d = torch.size(x, 1)
    features = torch.select(self.time_features(torch.new_full(x, [1], t)), 0, 0)
    of_time = torch.narrow(layers[0], 1, d, torch.size(features, 0))
    bias = torch.addmv(layers[1], of_time, features)
    return self.after_first(layers, torch.addmm(bias, x, torch.t(torch.narrow(layers[0], 1, 0, d))))
