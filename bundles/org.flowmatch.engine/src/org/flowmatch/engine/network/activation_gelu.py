def activate(self, z: Tensor) -> Tensor:
    return torch.gelu(z)


def activate_in_place(self, z: Tensor) -> Tensor:
    return torch.gelu_(z)


def activate_to(self, z: Tensor, result: Tensor) -> Tensor:
    return torch.gelu(z, out=result)


# g times the activation's derivative at z
def times_slope(self, g: Tensor, z: Tensor) -> Tensor:
    return torch.gelu_backward(g, z)


def times_slope_to(self, g: Tensor, z: Tensor, result: Tensor) -> Tensor:
    return torch.gelu_backward(g, z, grad_input=result)
