# One step of the rows x [n, D] that also gives its first stage, as states lie.
def solve_first(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], h: float, a: List[float], b: List[float], terms: List[float]) -> List[Tensor]:
    x = self.enter(x)
    given = self.enter_all(given)
    first = self.evaluate(prepared, x, given, terms, 0)
    stages = self.later_stages(prepared, x, given, first, h, a, terms, 0, len(b))
    return [self.leave(self.combine(x, stages, b, 0, len(b), h)), first]


# Multistep: the rows x and the last right-hand sides, latest first; every step has len(past) + 1 weights that contain its length.
def solve_multistep(self, prepared: List[Tensor], x: Tensor, past: List[Tensor], given: List[Tensor], weights: List[float], terms: List[float]) -> List[Tensor]:
    count = len(past) + 1
    x = self.enter(x)
    given = self.enter_all(given)
    for step in range(len(weights) // count):
        latest = [self.evaluate(prepared, x, given, terms, step)]
        for j in range(count - 1):
            latest.append(past[j])
        x = self.combine(x, latest, weights, step * count, count, 1.)
        past = annotate(List[Tensor], [])
        for j in range(count - 1):
            past.append(latest[j])
    result = [self.leave(x)]
    for j in range(len(past)):
        result.append(past[j])
    return result
