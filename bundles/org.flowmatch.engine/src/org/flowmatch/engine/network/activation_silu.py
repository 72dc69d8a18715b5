def activate(self, z: Tensor) -> Tensor:
    return torch.silu(z)


def activate_in_place(self, z: Tensor) -> Tensor:
    return torch.silu_(z)


# g times the activation's derivative at z
def times_slope(self, g: Tensor, z: Tensor) -> Tensor:
    return torch.silu_backward(g, z)
