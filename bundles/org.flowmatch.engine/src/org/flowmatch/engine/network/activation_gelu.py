def activate(self, z: Tensor) -> Tensor:
    return torch.gelu(z)


def activate_in_place(self, z: Tensor) -> Tensor:
    return torch.gelu_(z)


# g times the activation's derivative at z
def times_slope(self, g: Tensor, z: Tensor) -> Tensor:
    return torch.gelu_backward(g, z)
