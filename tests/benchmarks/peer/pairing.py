# SPDX-License-Identifier: Apache-2.0
"""Exact assignment of the rows of a cost matrix to its columns, by scipy and by POT, on matrices read from files.

Both compute in double precision: the matrices are converted beforehand, which is not timed.
"""
import os

import numpy


def by_scipy(matrix):
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(matrix)
    return rows, columns


def by_pot(matrix):
    import ot

    share = numpy.full(len(matrix), 1 / len(matrix))
    plan = ot.emd(share, share, matrix, numItermax=10_000_000)
    return numpy.arange(len(matrix)), plan.argmax(axis=1)


def prepare(values):
    """Values: folder, case, n, matrices, library (scipy or pot)."""
    n = int(values["n"])
    matrices = [
        numpy.fromfile(os.path.join(values["folder"], f"{values['case']}.{k}.cost"), dtype="<f4")
        .reshape(n, n)
        .astype(numpy.float64)
        for k in range(int(values["matrices"]))
    ]
    solve = {"scipy": by_scipy, "pot": by_pot}[values["library"]]
    solve(matrices[0][:2, :2].copy())

    def times(count):
        for _ in range(count):
            plans = [solve(matrix) for matrix in matrices]
        return float(sum(matrix[plan].sum() for matrix, plan in zip(matrices, plans)))

    return times
