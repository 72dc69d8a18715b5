# The activation in training, where h and kept are memory of a layer: its sums, times `sums_scale`, are written where `sums_place` says;
# then the activation is in h, and what its derivative needs is in h and kept.
def sums_scale(self) -> float:
    return 1.0


def sums_place(self, h: Tensor, kept: Tensor) -> Tensor:
    return kept


def activate_sums(self, h: Tensor, kept: Tensor) -> Tensor:
    return torch.gelu(kept, out=h)


# g times the derivative in the scaled sums, in place of g
def times_slope_of_sums(self, g: Tensor, h: Tensor, kept: Tensor, one: Tensor) -> Tensor:
    return torch.gelu_backward(g, kept, grad_input=g)
