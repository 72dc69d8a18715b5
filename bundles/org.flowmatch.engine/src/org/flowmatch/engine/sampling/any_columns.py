# Any network for rows that lie as columns, from its own velocity_at. There is nothing to prepare.
def prepare(self, parameters: Tensor, block: int) -> List[Tensor]:
    return self.layers(parameters)


# x [inputs, n], one time for all -> [outputs, n]
def velocity_columns(self, prepared: List[Tensor], x: Tensor, t: float) -> Tensor:
    return torch.t(self.velocity_at(prepared, torch.t(x), t))
