# Between the calls the state lies as the equation wants it.
def enter_state(self, prepared: List[Tensor], rows: Tensor) -> Tensor:
    return self.enter(rows)


def leave_state(self, prepared: List[Tensor], x: Tensor) -> Tensor:
    return self.leave(x)


# The mean square of z / scale over the columns, for each row.
def mean_square(self, z: Tensor, x: Tensor, other: Tensor, relative: float, absolute: float) -> Tensor:
    scale = torch.maximum(torch.abs(x), torch.abs(other)) * relative + absolute
    ratio = z / scale
    return self.row_means(ratio * ratio)


def largest_norm(self, z: Tensor, x: Tensor, other: Tensor, relative: float, absolute: float) -> Tensor:
    return torch.sqrt(torch.amax(self.mean_square(z, x, other, relative, absolute)))


def begin(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float], relative: float, absolute: float) -> List[Tensor]:
    first = self.evaluate(prepared, x, self.enter_all(given), terms, 0)
    size = self.largest_norm(x, x, x, relative, absolute)
    speed = self.largest_norm(first, x, x, relative, absolute)
    return [first, torch.stack([size, speed])]


def probe(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], first: Tensor, h: float, terms: List[float], relative: float, absolute: float) -> Tensor:
    second = self.evaluate(prepared, torch.add(x, first, alpha=h), self.enter_all(given), terms, 0)
    return self.largest_norm(second - first, x, x, relative, absolute)


# The end of the step, the norm of its error, and the stages. With two estimates (Hairer): e1^2 / sqrt(e1^2 + 0.01 e2^2).
def attempt(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], first: Tensor, h: float, a: List[float], b: List[float], error: List[float], terms: List[float], relative: float, absolute: float) -> List[Tensor]:
    count = len(b)
    stages = self.later_stages(prepared, x, self.enter_all(given), first, h, a, terms, 0, count)
    end = self.combine(x, stages, b, 0, count, h)
    estimate = self.combine(torch.zeros_like(x), stages, error, 0, count, h)
    if len(error) > count:
        square = self.mean_square(estimate, x, end, relative, absolute)
        estimate = self.combine(torch.zeros_like(x), stages, error, count, count, h)
        other = self.mean_square(estimate, x, end, relative, absolute)
        both = torch.add(square, other, alpha=0.01)
        norm = torch.amax(square / torch.sqrt(torch.where(torch.eq(both, 0), torch.ones_like(both), both)))
    else:
        norm = self.largest_norm(estimate, x, end, relative, absolute)
    result = [end, norm]
    for i in range(1, count):
        result.append(stages[i])
    return result


# More stages of a step that was taken, for its dense output: rows of `a` after the triangle of the given stages.
def more_stages(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], stages: List[Tensor], h: float, a: List[float], terms: List[float], more: int) -> List[Tensor]:
    given = self.enter_all(given)
    known = annotate(List[Tensor], [])
    for j in range(len(stages)):
        known.append(stages[j])
    result = annotate(List[Tensor], [])
    offset = 0
    for i in range(more):
        count = len(known)
        stage = self.evaluate(prepared, self.combine(x, known, a, offset, count, h), given, terms, i)
        offset += count
        known.append(stage)
        result.append(stage)
    return result


# The rows within a step.
def within(self, prepared: List[Tensor], x: Tensor, stages: List[Tensor], weights: List[float], h: float) -> Tensor:
    return self.leave(self.combine(x, stages, weights, 0, len(weights), h))
