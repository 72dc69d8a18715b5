# The field  xWeight x + outWeight net(inScale x, time) + headWeight head(inScale x, time)  of a network with CONDITIONS
# features in given[0] [m, n]; terms holds time, inScale, xWeight, outWeight, headWeight, guidance for each evaluation.
# States lie as columns [d, n] here.


def enter(self, rows: Tensor) -> Tensor:
    return torch.contiguous(torch.t(rows))


def leave(self, x: Tensor) -> Tensor:
    return torch.contiguous(torch.t(x))


# The mean over the columns of each row.
def row_means(self, z: Tensor) -> Tensor:
    return torch.mean(z, [0])


# Guidance w: free + w (conditional - free), where `free` sees a condition of zeros.
def network_at(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], t: float, guidance: float) -> Tensor:
    if CONDITIONS == 0:
        return self.velocity_columns(prepared, x, t)
    c = given[0]
    if guidance == 1.:
        return self.velocity_columns(prepared, torch.cat([x, c], 0), t)
    free = self.velocity_columns(prepared, torch.cat([x, torch.zeros_like(c)], 0), t)
    if guidance == 0.:
        return free
    bound = self.velocity_columns(prepared, torch.cat([x, c], 0), t)
    return torch.add(free, torch.sub(bound, free), alpha=guidance)


def evaluate(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float], at: int) -> Tensor:
    i = 6 * at
    point = x
    if terms[i + 1] != 1.:
        point = torch.mul(x, terms[i + 1])
    net = self.network_at(prepared, point, given, terms[i], terms[i + 5])
    out = net
    d = torch.size(x, 0)
    if torch.size(net, 0) != d:
        out = torch.narrow(net, 0, 0, d)
    if terms[i + 3] != 1.:
        out = torch.mul(out, terms[i + 3])
    if terms[i + 2] != 0.:
        out = torch.add(out, x, alpha=terms[i + 2])
    if terms[i + 4] != 0.:
        out = torch.add(out, torch.narrow(net, 0, d, d), alpha=terms[i + 4])
    return out
