# Sums over pairs of rows. Rows [n, d] are prepared once for each side of the pairs: moved by a shift [d], which distances
# do not see, in float64, and widened by two columns, so that one matrix product gives |x|^2 - 2 x y + |y|^2. Only what is
# left after this subtraction is rounded to float32: the distance of close rows keeps its digits.


def moved(self, x: Tensor, shift: Tensor) -> Tensor:
    return torch.sub(torch.to(x, 7), torch.to(shift, 7))


# [n, d] -> [n, d + 2] of -2 x, |x|^2, 1
def left(self, x: Tensor, shift: Tensor) -> Tensor:
    c = self.moved(x, shift)
    q = torch.sum(torch.mul(c, c), [1], True)
    return torch.cat([torch.mul(c, -2.0), q, torch.ones_like(q)], 1)


# [m, d] -> [d + 2, m] of y, 1, |y|^2
def right(self, y: Tensor, shift: Tensor) -> Tensor:
    c = self.moved(y, shift)
    q = torch.sum(torch.mul(c, c), [1], True)
    return torch.contiguous(torch.t(torch.cat([c, torch.ones_like(q), q], 1)))


# the sum of total as two numbers of float32 that add up to it
def split(self, total: Tensor) -> Tensor:
    whole = torch.sum(total)
    high = torch.to(whole, 6)
    return torch.stack([high, torch.to(torch.sub(whole, torch.to(high, 7)), 6)])


# |x - y|^2 [n, count] in float32 for the columns first ... first + count of right, in the room of the buffers
def squares(self, left: Tensor, right: Tensor, first: int, count: int, exact: Tensor, rounded: Tensor) -> Tensor:
    n = torch.size(left, 0)
    product = torch.view(torch.narrow(exact, 0, 0, n * count), [n, count])
    torch.mm(left, torch.narrow(right, 1, first, count), out=product)
    single = torch.view(torch.narrow(rounded, 0, 0, n * count), [n, count])
    torch.copy_(single, product)
    return torch.clamp_(single, 0.0)


# sum of |x - y| over rows row ... row + rows of left with columns column ... column + columns of right
def distances(self, left: Tensor, right: Tensor, row: int, rows: int, column: int, columns: int, width: int) -> Tensor:
    x = torch.narrow(left, 0, row, rows)
    total = torch.zeros([rows], dtype=7)
    exact = torch.empty([rows * width], dtype=7)
    rounded = torch.empty([rows * width], dtype=6)
    for i in range((columns + width - 1) // width):
        first = i * width
        count = ops.prim.min(width, columns - first)
        d = self.squares(x, right, column + first, count, exact, rounded)
        torch.add_(total, torch.sum(torch.sqrt_(d), [1]))
    return self.split(total)


# sum of k(x, y) = exp(-g |x - y|^2) + exp(-4 g |x - y|^2) + exp(-16 g |x - y|^2) ... of so many terms
def kernels(self, left: Tensor, right: Tensor, row: int, rows: int, column: int, columns: int, width: int, g: float, terms: int) -> Tensor:
    x = torch.narrow(left, 0, row, rows)
    total = torch.zeros([rows], dtype=7)
    exact = torch.empty([rows * width], dtype=7)
    rounded = torch.empty([rows * width], dtype=6)
    for i in range((columns + width - 1) // width):
        first = i * width
        count = ops.prim.min(width, columns - first)
        k = self.squares(x, right, column + first, count, exact, rounded)
        torch.exp_(torch.mul_(k, -g))
        torch.add_(total, torch.sum(k, [1]))
        for j in range(terms - 1):
            torch.mul_(k, k)
            torch.mul_(k, k)
            torch.add_(total, torch.sum(k, [1]))
    return self.split(total)
