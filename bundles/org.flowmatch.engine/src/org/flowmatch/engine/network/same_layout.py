# A vector of parameters is in training what it is in a model.
def to_training(self, parameters: Tensor) -> Tensor:
    return torch.clone(parameters)


def to_model(self, parameters: Tensor) -> Tensor:
    return torch.clone(parameters)
