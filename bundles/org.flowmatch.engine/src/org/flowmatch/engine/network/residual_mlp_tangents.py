# The outputs y(x, t) [n, outputs] and their derivatives along k directions per row, e [n, k, d] in the first d inputs:
# J e [n, k, outputs]. Forward mode: dh = W e; per block dz = scale * E dh, dh grows by C (activation'(z) dz).
def tangents_at(self, layers: List[Tensor], x: Tensor, t: float, e: Tensor) -> List[Tensor]:
    n = torch.size(e, 0)
    k = torch.size(e, 1)
    d = torch.size(e, 2)
    film = torch.select(self.film(layers, torch.new_full(x, [1], t)), 0, 0)
    h = torch.addmm(layers[1], x, torch.t(layers[0]))
    dh = torch.mm(torch.reshape(e, [n * k, d]), torch.t(torch.narrow(layers[0], 1, 0, d)))
    for i in range(BLOCKS):
        scale = torch.narrow(film, 0, 2 * i * WIDTH, WIDTH)
        shift = torch.narrow(film, 0, (2 * i + 1) * WIDTH, WIDTH)
        expand = torch.t(torch.mul(layers[6 + 2 * i], torch.unsqueeze(scale, 1)))
        contract = torch.t(layers[7 + 2 * i])
        z = torch.addmm(shift, h, expand)
        dz = torch.view(torch.mm(dh, expand), [n, k, WIDTH])
        slope = torch.unsqueeze(self.times_slope(torch.ones_like(z), z), 1)
        dh = torch.addmm_(dh, torch.view(torch.mul_(dz, slope), [n * k, WIDTH]), contract)
        h = torch.addmm_(h, self.activate_in_place(z), contract)
    last = len(layers) - 2
    output = torch.t(layers[last])
    dy = torch.mm(dh, output)
    y = torch.addmm(layers[last + 1], h, output)
    return [y, torch.view(dy, [n, k, torch.size(y, 1)])]

