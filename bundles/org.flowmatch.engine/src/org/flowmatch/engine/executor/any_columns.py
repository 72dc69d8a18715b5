# Any network for rows that lie as columns, from its own velocity_at, BLOCK of them at a time. There is nothing to prepare.
def prepare(self, parameters: Tensor, block: int) -> List[Tensor]:
    return self.layers(parameters)


# x [inputs, n], one time for all -> [outputs, n]
def velocity_columns(self, prepared: List[Tensor], x: Tensor, t: float) -> Tensor:
    n = torch.size(x, 1)
    parts = annotate(List[Tensor], [])
    for b in range((n + BLOCK - 1) // BLOCK):
        first = b * BLOCK
        part = torch.narrow(x, 1, first, min(BLOCK, n - first))
        parts.append(torch.t(self.velocity_at(prepared, torch.t(part), t)))
    if len(parts) == 1:
        return parts[0]
    return torch.cat(parts, 1)
