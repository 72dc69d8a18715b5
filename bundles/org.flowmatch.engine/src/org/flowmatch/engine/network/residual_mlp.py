# A residual network whose blocks are scaled and shifted by the time. SHAPES are those of the parameters, WIDTH is that of the stream,
# BLOCKS the number of blocks; there are k time features.
# The list `layers` is input weight [width, inputs], input bias; time weight [embedding, k], time bias; film weight
# [2 blocks width, embedding], film bias, whose rows are the scale, then the shift of the first block, then of the second, and so on;
# expand [width, width], contract [width, width] of each block; output weight [outputs, width], output bias.


def layers(self, parameters: Tensor) -> List[Tensor]:
    shapes = annotate(List[List[int]], SHAPES)
    views = annotate(List[Tensor], [])
    start = 0
    for i in range(len(shapes)):
        size = 1
        for j in range(len(shapes[i])):
            size = size * shapes[i][j]
        views.append(torch.view(torch.narrow(parameters, 0, start, size), shapes[i]))
        start = start + size
    return views


# t [n] -> scales and shifts [n, 2 blocks width]
def film(self, layers: List[Tensor], t: Tensor) -> Tensor:
    features = torch.to(self.time_features(t), layers[2])
    embedding = self.activate(torch.addmm(layers[3], features, torch.t(layers[2])))
    return torch.addmm(layers[5], embedding, torch.t(layers[4]))


# x [n, inputs], t [n] -> [n, outputs]
def velocity(self, layers: List[Tensor], x: Tensor, t: Tensor) -> Tensor:
    film = self.film(layers, t)
    h = torch.addmm(layers[1], x, torch.t(layers[0]))
    for k in range(BLOCKS):
        scale = torch.narrow(film, 1, 2 * k * WIDTH, WIDTH)
        shift = torch.narrow(film, 1, (2 * k + 1) * WIDTH, WIDTH)
        z = torch.addcmul(shift, torch.mm(h, torch.t(layers[6 + 2 * k])), scale)
        h = torch.addmm(h, self.activate(z), torch.t(layers[7 + 2 * k]))
    last = len(layers) - 2
    return torch.addmm(layers[last + 1], h, torch.t(layers[last]))


# One time for all rows: its scales and shifts are part of the weights.
def velocity_at(self, layers: List[Tensor], x: Tensor, t: float) -> Tensor:
    film = torch.select(self.film(layers, torch.new_full(x, [1], t)), 0, 0)
    h = torch.addmm(layers[1], x, torch.t(layers[0]))
    for k in range(BLOCKS):
        scale = torch.narrow(film, 0, 2 * k * WIDTH, WIDTH)
        shift = torch.narrow(film, 0, (2 * k + 1) * WIDTH, WIDTH)
        expand = torch.mul(layers[6 + 2 * k], torch.unsqueeze(scale, 1))
        z = torch.addmm(shift, h, torch.t(expand))
        h = torch.addmm_(h, self.activate_in_place(z), torch.t(layers[7 + 2 * k]))
    last = len(layers) - 2
    return torch.addmm(layers[last + 1], h, torch.t(layers[last]))
