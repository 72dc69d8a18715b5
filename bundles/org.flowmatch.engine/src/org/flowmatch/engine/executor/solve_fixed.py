# Runge-Kutta steps h = steps[0], steps[1], ... of the rows x [n, D].
def solve_fixed(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], steps: List[float], a: List[float], b: List[float], terms: List[float]) -> Tensor:
    count = len(b)
    x = self.enter(x)
    given = self.enter_all(given)
    for step in range(len(steps)):
        h = steps[step]
        first = self.evaluate(prepared, x, given, terms, step * count)
        stages = self.later_stages(prepared, x, given, first, h, a, terms, step * count, count)
        x = self.combine(x, stages, b, 0, count, h)
    return self.leave(x)
