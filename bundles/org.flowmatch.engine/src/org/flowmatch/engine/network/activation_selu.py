def activate(self, z: Tensor) -> Tensor:
    return torch.selu(z)


def activate_in_place(self, z: Tensor) -> Tensor:
    return torch.selu_(z)


# the constants are those of torch.selu
def activate_to(self, z: Tensor, result: Tensor) -> Tensor:
    return torch.elu(z, 1.6732632423543772, 1.0507009873554805, 1.0, out=result)


# g times the activation's derivative at z
def times_slope(self, g: Tensor, z: Tensor) -> Tensor:
    return torch.elu_backward(g, 1.6732632423543772, 1.0507009873554805, 1.0, False, z)


def times_slope_to(self, g: Tensor, z: Tensor, result: Tensor) -> Tensor:
    return torch.elu_backward(g, 1.6732632423543772, 1.0507009873554805, 1.0, False, z, grad_input=result)
