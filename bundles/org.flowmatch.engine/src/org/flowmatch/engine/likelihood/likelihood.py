# The state is [x, integrals]: DIMENSIONS columns of the row, then the integral of the divergence, or one for each of PROBES
# directions. The field is  xWeight x + outWeight net(inScale x, time) + headWeight head(inScale x, time),  hence
#   div = d xWeight + inScale trace(outWeight J + headWeight J_head),  J the network's Jacobian.
# PROBES = 0: the trace itself, by the unit directions. Else e' (...) e for each probe e, given last as [n, PROBES d].


def enter(self, rows: Tensor) -> Tensor:
    return rows


def leave(self, x: Tensor) -> Tensor:
    return x


def row_means(self, z: Tensor) -> Tensor:
    return torch.mean(z, [1])


def directions(self, x: Tensor, given: List[Tensor]) -> Tensor:
    n = torch.size(x, 0)
    if PROBES == 0:
        unit = torch.diag(torch.new_ones(x, [DIMENSIONS]))
        return torch.expand(torch.unsqueeze(unit, 0), [n, DIMENSIONS, DIMENSIONS])
    return torch.reshape(given[len(given) - 1], [n, PROBES, DIMENSIONS])


def evaluate(self, layers: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float], at: int) -> Tensor:
    i = 6 * at
    d = DIMENSIONS
    point = torch.narrow(x, 1, 0, d)
    inputs = torch.mul(point, terms[i + 1])
    if CONDITIONS > 0:
        inputs = torch.cat([inputs, given[0]], 1)
    e = self.directions(x, given)
    both = self.tangents_at(layers, inputs, terms[i], e)
    out = torch.mul(torch.narrow(both[0], 1, 0, d), terms[i + 3])
    along = torch.mul(torch.narrow(both[1], 2, 0, d), terms[i + 3])
    if terms[i + 4] != 0.:
        out = torch.add(out, torch.narrow(both[0], 1, d, d), alpha=terms[i + 4])
        along = torch.add(along, torch.narrow(both[1], 2, d, d), alpha=terms[i + 4])
    velocity = torch.add(out, point, alpha=terms[i + 2])
    traces = torch.sum(torch.mul(along, e), [2])
    if PROBES == 0:
        traces = torch.sum(traces, [1], True)
    divergence = torch.add(torch.mul(traces, terms[i + 1]), terms[i + 2] * float(d))
    return torch.cat([velocity, divergence], 1)
