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

def later_stages(self, layers: List[Tensor], x: Tensor, first: Tensor, t: float, h: float, a: List[float], c: List[float]) -> List[Tensor]:
    stages = [first]
    offset = 0
    for i in range(1, len(c)):
        point = self.combine(x, stages, a, offset, i, h)
        stages.append(self.velocity_at(layers, point, t + c[i] * h))
        offset += i
    return stages

def solve_fixed(self, parameters: Tensor, x: Tensor, times: List[float], a: List[float], b: List[float], c: List[float]) -> Tensor:
    layers = self.layers(parameters)
    for step in range(len(times) - 1):
        t = times[step]
        h = times[step + 1] - t
        first = self.velocity_at(layers, x, t)
        stages = self.later_stages(layers, x, first, t, h, a, c)
        x = self.combine(x, stages, b, 0, len(b), h)
    return x

def largest_norm(self, z: Tensor, x: Tensor, other: Tensor, relative: float, absolute: float) -> Tensor:
    scale = torch.maximum(torch.abs(x), torch.abs(other)) * relative + absolute
    ratio = z / scale
    return torch.sqrt(torch.amax(torch.mean(ratio * ratio, [1])))

def begin(self, parameters: Tensor, x: Tensor, t: float, relative: float, absolute: float) -> List[Tensor]:
    first = self.velocity_at(self.layers(parameters), x, t)
    size = self.largest_norm(x, x, x, relative, absolute)
    speed = self.largest_norm(first, x, x, relative, absolute)
    return [first, torch.stack([size, speed])]

def probe(self, parameters: Tensor, x: Tensor, first: Tensor, t: float, h: float, relative: float, absolute: float) -> Tensor:
    second = self.velocity_at(self.layers(parameters), torch.add(x, first, alpha=h), t + h)
    return self.largest_norm(second - first, x, x, relative, absolute)

def attempt(self, parameters: Tensor, x: Tensor, first: Tensor, t: float, h: float, a: List[float], b: List[float], c: List[float], error: List[float], relative: float, absolute: float) -> List[Tensor]:
    stages = self.later_stages(self.layers(parameters), x, first, t, h, a, c)
    end = self.combine(x, stages, b, 0, len(b), h)
    estimate = self.combine(torch.zeros_like(x), stages, error, 0, len(error), h)
    return [end, stages[len(stages) - 1], self.largest_norm(estimate, x, end, relative, absolute)]

def velocity_at_time(self, parameters: Tensor, x: Tensor, t: float) -> Tensor:
    return self.velocity_at(self.layers(parameters), x, t)

def velocity_at_times(self, parameters: Tensor, x: Tensor, t: Tensor) -> Tensor:
    return self.velocity(self.layers(parameters), x, t)
