# x [n, d], t [n] -> v(x, t) [n, d], in encoded units; t = 0 source, t = 1 target.
def forward(self, x: Tensor, t: Tensor) -> Tensor:
    return self.velocity(self.layers(self.weights), x, t)
