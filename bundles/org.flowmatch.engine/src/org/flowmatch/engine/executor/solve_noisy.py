# Runge-Kutta steps under noise [steps, n, d]: stage i sees spread[i] times it, the end the last of a step's spreads.
def solve_noisy(self, prepared: List[Tensor], x: Tensor, noise: Tensor, given: List[Tensor], steps: List[float], a: List[float], b: List[float], spread: List[float], terms: List[float]) -> Tensor:
    count = len(b)
    x = self.enter(x)
    given = self.enter_all(given)
    for step in range(len(steps)):
        h = steps[step]
        z = self.enter(torch.select(noise, 0, step))
        at = step * count
        stages = [self.evaluate(prepared, x, given, terms, at)]
        offset = 0
        for i in range(1, count):
            point = self.combine(x, stages, a, offset, i, h)
            point = torch.add(point, z, alpha=spread[step * (count + 1) + i])
            stages.append(self.evaluate(prepared, point, given, terms, at + i))
            offset += i
        x = torch.add(self.combine(x, stages, b, 0, count, h), z, alpha=spread[step * (count + 1) + count])
    return self.leave(x)
