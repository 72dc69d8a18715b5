# The field at one time, for rows x [n, d].
def field_at(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float]) -> Tensor:
    return self.leave(self.evaluate(prepared, self.enter(x), self.enter_all(given), terms, 0))


# The network's outputs [n, outputs] for rows at their own times t [n].
def network_at_times(self, parameters: Tensor, x: Tensor, given: List[Tensor], t: Tensor) -> Tensor:
    layers = self.layers(parameters)
    if CONDITIONS == 0:
        return self.velocity(layers, x, t)
    return self.velocity(layers, torch.cat([x, given[0]], 1), t)
