# Solvers stand over evaluate(prepared, x, given, terms, at): the right-hand side at the point x, where terms holds 6 numbers
# for each evaluation, of which number `at` counts. The equation also says how rows [n, D] enter and leave its states, and the
# means of a state over the columns of each row. A tableau's lower triangle `a` comes row after row.


def enter_all(self, given: List[Tensor]) -> List[Tensor]:
    entered = annotate(List[Tensor], [])
    for i in range(len(given)):
        entered.append(self.enter(given[i]))
    return entered


# x + h sum_j weights[offset + j] stages[j]
def combine(self, x: Tensor, stages: List[Tensor], weights: List[float], offset: int, count: int, h: float) -> Tensor:
    total = x
    fresh = False
    for j in range(count):
        weight = h * weights[offset + j]
        if weight != 0.:
            if fresh:
                total = torch.add_(total, stages[j], alpha=weight)
            else:
                total = torch.add(total, stages[j], alpha=weight)
                fresh = True
    return total


# The first stage and those after it up to `count`; terms of stage i are number at + i.
def later_stages(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], first: Tensor, h: float, a: List[float], terms: List[float], at: int, count: int) -> List[Tensor]:
    stages = [first]
    offset = 0
    for i in range(1, count):
        point = self.combine(x, stages, a, offset, i, h)
        stages.append(self.evaluate(prepared, point, given, terms, at + i))
        offset += i
    return stages
