# SPDX-License-Identifier: Apache-2.0
"""Writes a reference file for the oracle test from closed forms and textbook definitions, with the standard library alone.

usage: closed_forms.py [SEED] > FILE.json

Seed 0 (the default) gives closed-forms.json, the file in the test bundle of the engine. Any other seed gives other times,
points and sizes: the test must pass on it, too (./flowmatch test -Dflowmatch.oracle=FILE.json).
"""
import itertools
import json
import math
import random
import sys

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 0
draw = random.Random(seed)


def number(low, high):
    return round(draw.uniform(low, high), 6)


def row(d, spread=2.0):
    return [number(-spread, spread) for _ in range(d)]


def times(count):
    return sorted(number(0.02, 0.98) for _ in range(count))


def power(n):
    return (lambda t: t**n, lambda t: 1 - t**n, lambda t: n * t ** (n - 1), lambda t: -n * t ** (n - 1),
            lambda r: (r / (1 + r)) ** (1 / n))


def preserving(low, high):
    def rate(t):
        return low * (1 - t) + (high - low) * (1 - t) ** 2 / 2

    def a(t):
        return math.exp(-rate(t) / 2)

    def s(t):
        return math.sqrt(-math.expm1(-rate(t)))

    def da(t):
        return a(t) * (low + (high - low) * (1 - t)) / 2

    def inverse(r):
        total = math.log1p(1 / (r * r))  # a^2 = r^2 / (1 + r^2) = exp(-T)
        slope = high - low
        return 1 - (-low + math.sqrt(low * low + 2 * slope * total)) / slope

    return a, s, da, lambda t: -a(t) * da(t) / s(t), inverse


quarter = math.pi / 2
schedules = {
    "condot": power(1),
    "poly2": power(2),
    "poly3": power(3),
    "vp_0.1_20": preserving(0.1, 20),
    "linear_vp": (lambda t: t, lambda t: math.sqrt(1 - t * t), lambda t: 1.0, lambda t: -t / math.sqrt(1 - t * t),
                  lambda r: r / math.hypot(1, r)),
    "cosine": (lambda t: math.sin(quarter * t), lambda t: math.cos(quarter * t),
               lambda t: quarter * math.cos(quarter * t), lambda t: -quarter * math.sin(quarter * t),
               lambda r: math.atan(r) / quarter),
}
if seed:
    schedules["poly5"] = power(5)
    schedules["vp_0.2_15"] = preserving(0.2, 15)


def schedule_section():
    section = {}
    for name, (a, s, da, ds, inverse) in schedules.items():
        t = times(draw.randint(3, 9))
        ratio = [a(u) / s(u) for u in t]
        section[name] = {
            "t": t, "alpha": [a(u) for u in t], "sigma": [s(u) for u in t], "d_alpha": [da(u) for u in t],
            "d_sigma": [ds(u) for u in t], "snr": ratio, "t_from_snr": [inverse(r) for r in ratio],
            "lambda_dot": [2 * (da(u) / a(u) - ds(u) / s(u)) for u in t]}
    return section


def affine_section():
    section = {}
    for name, (a, s, da, ds, _) in schedules.items():
        section[name] = []
        for t in times(draw.randint(2, 4)):
            n, d = draw.randint(1, 3), draw.randint(1, 4)
            x0, x1 = [row(d) for _ in range(n)], [row(d) for _ in range(n)]
            mix = lambda p, q: [[p * v + q * u for u, v in zip(r0, r1)] for r0, r1 in zip(x0, x1)]
            velocity = mix(da(t), ds(t))
            section[name].append({
                "t": t, "x0": x0, "x1": x1, "x_t": mix(a(t), s(t)), "dx_t": velocity, "target_to_velocity": velocity,
                "epsilon_to_velocity": velocity, "velocity_to_target": x1, "velocity_to_epsilon": x0,
                "epsilon_to_target": x1, "target_to_epsilon": x0, "score_from_eps": mix(0, -1 / s(t))})
    return section


def transform_section():
    section = []
    for start, end in [("condot", "cosine"), ("condot", "vp_0.1_20"), ("cosine", "condot"), ("vp_0.1_20", "condot"),
                       ("linear_vp", "poly2"), ("poly3", "linear_vp")]:
        a, s, da, ds, inverse = schedules[start]
        b, r, db, dr, _ = schedules[end]
        for t in times(3):
            ratio = b(t) / r(t)
            time = inverse(ratio)
            scale = r(t) / s(time)
            # the ratio's rate along the new schedule over that along the old one
            rate = (db(t) / b(t) - dr(t) / r(t)) / (da(time) / a(time) - ds(time) / s(time))
            scale_rate = dr(t) / s(time) - r(t) * ds(time) * rate / s(time) ** 2
            x = [row(draw.randint(1, 4))]
            u = [[scale_rate / scale * v + scale * rate * v / scale * time**2 for v in x[0]]]
            section.append({"base": "u_t(x)=x*t^2", "from_": start, "to": end, "t": t, "x": x, "u": u})
    return section


def gaussian_paths():
    n, d = draw.randint(2, 4), draw.randint(1, 3)
    t = times(n)
    eps, x0, x1 = ([row(d) for _ in range(n)] for _ in range(3))
    each = lambda f: [[f(i, k) for k in range(d)] for i in range(n)]
    section = {}

    def add(name, sigma, mean, width, velocity):
        point = each(lambda i, k: mean[i][k] + (width[i] if isinstance(width, list) else width) * eps[i][k])
        section[name] = {"sigma": sigma, "t": t, "eps": eps, "x0": x0, "x1": x1, "mu_t": mean, "sigma_t": width,
                         "x_t": point, "u_t": each(lambda i, k: velocity(i, k, point[i][k]))}

    sigma = number(0.05, 0.3)
    straight = each(lambda i, k: t[i] * x1[i][k] + (1 - t[i]) * x0[i][k])
    add("icfm", sigma, straight, sigma, lambda i, k, x: x1[i][k] - x0[i][k])
    add("target_fm", sigma, each(lambda i, k: t[i] * x1[i][k]), [1 - (1 - sigma) * u for u in t],
        lambda i, k, x: (x1[i][k] - (1 - sigma) * x) / (1 - (1 - sigma) * t[i]))
    bridge = number(0.3, 0.9)
    add("sb", bridge, straight, [bridge * math.sqrt(u * (1 - u)) for u in t],
        lambda i, k, x: (1 - 2 * t[i]) / (2 * t[i] * (1 - t[i])) * (x - straight[i][k]) + x1[i][k] - x0[i][k])
    add("vp", sigma, each(lambda i, k: math.cos(quarter * t[i]) * x0[i][k] + math.sin(quarter * t[i]) * x1[i][k]), sigma,
        lambda i, k, x: quarter * (math.cos(quarter * t[i]) * x1[i][k] - math.sin(quarter * t[i]) * x0[i][k]))
    return section


def transport_section():
    n, d = (5, 2) if not seed else (draw.choice([4, 6, 7]), draw.randint(1, 3))
    m = n if not seed % 2 else n // 2 if n % 2 == 0 else n
    a, b = [row(d) for _ in range(n)], [row(d) for _ in range(m)]

    def best(cost):
        # m divides n: rows of b stand n / m times, and a plan of equal shares is a permutation
        copies = n // m
        order = min(itertools.permutations(range(n)), key=lambda p: sum(cost[i][p[i] // copies] for i in range(n)))
        plan = [[0.0] * m for _ in range(n)]
        for i in range(n):
            plan[i][order[i] // copies] += 1 / n
        return plan, sum(plan[i][j] * cost[i][j] for i in range(n) for j in range(m))

    def scaled(eps, exponent):
        kernel = [[math.exp(-c / eps) for c in line] for line in squares]
        u, v = [1.0] * n, [1.0] * m
        for _ in range(20000):
            v = [(1 / m / sum(kernel[i][j] * u[i] for i in range(n))) ** exponent for j in range(m)]
            u = [(1 / n / sum(kernel[i][j] * v[j] for j in range(m))) ** exponent for i in range(n)]
        return [[u[i] * kernel[i][j] * v[j] for j in range(m)] for i in range(n)]

    squares = [[math.dist(p, q) ** 2 for q in b] for p in a]
    lengths = [[math.dist(p, q) for q in b] for p in a]
    plan, square = best(squares)
    eps, relaxation = (0.5, 1.0) if not seed else (1.5, 2.5)
    name = lambda v: f"{v:g}".replace(".", "_")
    return {"A": a, "B": b, "emd_plan": plan, f"sinkhorn_plan_reg_{name(eps)}": scaled(eps, 1), "W1": best(lengths)[1],
            "W2": math.sqrt(square),
            f"unbalanced_reg{name(eps)}_regm{name(relaxation)}": scaled(eps, relaxation / (relaxation + eps)),
            "w1_1d": best([[abs(p[0] - q[0]) for q in b] for p in a])[1]}


def ode_section():
    problems = {
        "exp_decay": ((1, 2), lambda t, y: (-y[0], -y[1]), lambda y: [v * math.exp(-1) for v in y]),
        "rotation": ((1, 0.5), lambda t, y: (-2 * y[1], 2 * y[0]),
                     lambda y: [math.cos(2) * y[0] - math.sin(2) * y[1], math.sin(2) * y[0] + math.cos(2) * y[1]]),
        "logistic_t": ((0.2, 0.7), lambda t, y: tuple(v * (1 - v) * (1 + t) for v in y),
                       lambda y: [1 / (1 + (1 - v) / v * math.exp(-1.5)) for v in y]),
        "cubic_time": ((1, 0), lambda t, y: (3 * t * t, 3 * t * t), lambda y: [v + 1 for v in y])}
    # weights of the stages and of the sum, by the names of the methods
    methods = {
        "euler": ([[]], [1]),
        "midpoint": ([[], [1 / 2]], [0, 1]),
        "heun2": ([[], [1]], [1 / 2, 1 / 2]),
        "heun3": ([[], [1 / 3], [0, 2 / 3]], [1 / 4, 0, 3 / 4]),
        "rk4_three_eighths": ([[], [1 / 3], [-1 / 3, 1], [1, -1, 1]], [1 / 8, 3 / 8, 3 / 8, 1 / 8])}
    if seed:
        methods["rk4"] = ([[], [1 / 2], [0, 1 / 2], [0, 0, 1]], [1 / 6, 1 / 3, 1 / 3, 1 / 6])
    steps = 10 if not seed else draw.choice([4, 8, 16, 25])
    section = {}
    for name, (start, field, exact) in problems.items():
        section[name] = {}
        for method, (stages, weights) in methods.items():
            y, h = start, 1 / steps
            for step in range(steps):
                k = []
                for coefficients in stages:
                    point = [v + h * sum(c * q[i] for c, q in zip(coefficients, k)) for i, v in enumerate(y)]
                    k.append(field((step + sum(coefficients)) * h, point))
                y = [v + h * sum(w * q[i] for w, q in zip(weights, k)) for i, v in enumerate(y)]
            section[name][method] = {"h": h, "y1": list(y), "nfe": steps * len(stages)}
        for method in ("dopri5", "dopri8", "bosh3", "tsit5"):
            for tolerance in ("0.0001", "1e-08") if not seed else ("0.001", "1e-06"):
                section[name][f"{method}@{tolerance}"] = {"y1": exact(start), "nfe": 0}
        section[name]["exact"] = exact(start)
    return section


def likelihood_section():
    d, n = (2, 2) if not seed else (draw.randint(1, 4), draw.randint(1, 5))
    matrix = [row(d, 0.8) for _ in range(d)]
    x1 = [row(d) for _ in range(n)]

    def back(x):
        # exp(-A) x by its series
        total, term = list(x), list(x)
        for k in range(1, 60):
            term = [-sum(p * q for p, q in zip(line, term)) / k for line in matrix]
            total = [p + q for p, q in zip(total, term)]
        return total

    x0 = [back(x) for x in x1]
    trace = sum(matrix[i][i] for i in range(d))
    density = [-sum(v * v for v in x) / 2 - d / 2 * math.log(2 * math.pi) - trace for x in x0]
    return {"A": matrix, "x1": x1, "x0": x0, "log_p": density, "closed_form": density}


def field_section():
    section = []
    for t in times(3 if not seed else 4):
        d, count, rows = draw.randint(1, 3), draw.randint(2, 5), draw.randint(1, 3)
        data, x = [row(d) for _ in range(count)], [row(d, 1.2) for _ in range(rows)]
        weights = []
        for point in x:
            logs = [-sum((v - t * w) ** 2 for v, w in zip(point, target)) / (2 * (1 - t) ** 2) for target in data]
            parts = [math.exp(value - max(logs)) for value in logs]
            weights.append([part / sum(parts) for part in parts])
        mean = [[sum(w * target[k] for w, target in zip(line, data)) for k in range(d)] for line in weights]
        section.append({
            "data": data, "x": x, "t": t, "weights": weights, "E_x1": mean,
            "velocity": [[(m - v) / (1 - t) for m, v in zip(*pair)] for pair in zip(mean, x)],
            "score": [[(t * m - v) / (1 - t) ** 2 for m, v in zip(*pair)] for pair in zip(mean, x)]})
    return section


SPHERE_FROM = [[1 / 3, 2 / 3, 2 / 3], [v / math.sqrt(115) for v in (3, -5, 9)]]
SPHERE_TO = [[v / math.sqrt(21) for v in (-2, 1, 4)], [v / math.sqrt(54) for v in (7, 1, -2)]]
TORUS_FROM, TORUS_TO = [[0.1, 6.0], [3.0, 5.5]], [[6.2, 0.2], [0.2, 1.0]]


def dot(x, y):
    return sum(a * b for a, b in zip(x, y))


def way(x, y):
    """The tangent at x along the great circle to y."""
    angle = math.acos(dot(x, y))
    return [angle / math.sin(angle) * (b - math.cos(angle) * a) for a, b in zip(x, y)]


def gone(x, v, share=1.0):
    """Where the great circle along v leads, and its velocity there."""
    length = math.sqrt(dot(v, v))
    turn = share * length
    end = [math.cos(turn) * a + math.sin(turn) / length * b for a, b in zip(x, v)]
    return end, [math.cos(turn) * b - math.sin(turn) * length * a for a, b in zip(x, v)]


def sphere_section():
    tangents = []
    for x in SPHERE_FROM:
        v = row(3, 1.0)
        tangents.append([b - dot(x, v) * a for a, b in zip(x, v)])
    return {"a": SPHERE_FROM, "b": SPHERE_TO, "log": [way(x, y) for x, y in zip(SPHERE_FROM, SPHERE_TO)],
            "exp_log": SPHERE_TO, "u": tangents, "exp": [gone(x, v)[0] for x, v in zip(SPHERE_FROM, tangents)],
            "dist": [math.acos(dot(x, y)) for x, y in zip(SPHERE_FROM, SPHERE_TO)]}


def sphere_path_section():
    at = times(2)
    ends = [gone(x, way(x, y), t) for x, y, t in zip(SPHERE_FROM, SPHERE_TO, at)]
    return {"t": at, "x_t": [end for end, _ in ends], "dx_t": [velocity for _, velocity in ends]}


def shortest(x, y):
    return [(b - a + math.pi) % (2 * math.pi) - math.pi for a, b in zip(x, y)]


def torus_section():
    return {"a": TORUS_FROM, "b": TORUS_TO, "log": [shortest(x, y) for x, y in zip(TORUS_FROM, TORUS_TO)],
            "exp_log": TORUS_TO}


def torus_path_section():
    at = times(2)
    ways = [shortest(x, y) for x, y in zip(TORUS_FROM, TORUS_TO)]
    return {"scheduler": "poly2", "t": at,
            "x_t": [[(a + t * t * v) % (2 * math.pi) for a, v in zip(x, line)]
                    for x, line, t in zip(TORUS_FROM, ways, at)],
            "dx_t": [[2 * t * v for v in line] for line, t in zip(ways, at)]}


def softmax(logits):
    powers = [math.exp(v) for v in logits]
    return [v / math.fsum(powers) for v in powers]


# p_t(l) = (1 - t^2) 1{l = x_0} + t^2 1{l = x_1} for a label that is x_0 before it jumps: the rate of jumps is that of t^2 in what is left of 1.
def label_rate(t):
    return 2 * t / (1 - t * t)


def discrete_section():
    logits, levels, at = [row(4), row(4), row(4)], [draw.randrange(4) for _ in range(3)], times(3)
    return {"scheduler": "poly2", "logits": logits, "x_t": levels, "t": at,
            "posterior_to_velocity": [
                [label_rate(t) * (p - (1 if l == level else 0)) for l, p in enumerate(softmax(line))]
                for line, level, t in zip(logits, levels, at)]}


# sum over l other than x_t of r log(r / q) - r + q, r the rates of the path that ends at x_1 and q those of the model.
def rate_divergence(p, now, end, rate):
    parts = []
    for l in range(len(p)):
        if l != now:
            r, q = (rate if l == end else 0), rate * p[l]
            parts.append((r * math.log(r / q) if r > 0 else 0) - r + q)
    return math.fsum(parts)


def generalized_kl_section():
    at = times(2)
    logits = [[row(3), row(3)] for _ in at]
    ends = [[2, 1], [0, draw.randrange(3)]]
    now = [[2, 0], [1, draw.randrange(3)]]
    return {"scheduler": "poly2", "t": at, "logits": logits, "x_1": ends, "x_t": now,
            "loss": [[rate_divergence(softmax(z), a, b, label_rate(t)) for z, a, b in zip(lines, c, e)]
                     for lines, c, e, t in zip(logits, now, ends, at)]}


json.dump({
    "schedules": schedule_section(),
    "affine_path": affine_section(),
    "schedule_transform": transform_section(),
    "torchcfm": gaussian_paths(),
    "ot": transport_section(),
    "ode": ode_section(),
    "likelihood_linear_flow": likelihood_section(),
    "closed_form_field": field_section(),
    "sphere": sphere_section(),
    "sphere_path": sphere_path_section(),
    "torus": torus_section(),
    "torus_path": torus_path_section(),
    "discrete": discrete_section(),
    "generalized_kl": generalized_kl_section(),
}, sys.stdout)
print()
