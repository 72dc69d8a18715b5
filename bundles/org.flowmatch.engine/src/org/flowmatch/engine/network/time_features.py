# How the time enters a network: t [n] -> [n, k]. FREQUENCIES is 0 for raw t alone.
def time_features(self, t: Tensor) -> Tensor:
    columns = annotate(List[Tensor], [t])
    for j in range(1, FREQUENCIES + 1):
        columns.append(torch.sin(torch.mul(t, 3.141592653589793 * float(j))))
    for j in range(1, FREQUENCIES + 1):
        columns.append(torch.cos(torch.mul(t, 3.141592653589793 * float(j))))
    return torch.stack(columns, 1)
