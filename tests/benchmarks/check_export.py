# SPDX-License-Identifier: Apache-2.0
"""Compares an exported network with velocities that the product computed.

usage: check_export.py MODEL.pt ROWS.csv

ROWS.csv has no header; each row is x (d numbers), t, v (d numbers). Prints the largest difference and ends with
status 1 when it is above 1e-5 times the larger of 1 and the largest |v|.
"""
import csv
import sys

import torch


def main(model_path, rows_path):
    module = torch.jit.load(model_path)
    with open(rows_path, newline="") as file:
        rows = torch.tensor([[float(cell) for cell in row] for row in csv.reader(file)])
    d = (rows.shape[1] - 1) // 2
    x, t, expected = rows[:, :d], rows[:, d], rows[:, d + 1 :]
    with torch.no_grad():
        velocity = module(x, t)
    difference = (velocity - expected).abs().max().item()
    allowed = 1e-5 * max(1.0, expected.abs().max().item())
    print(f"torch {torch.__version__}: {len(rows)} rows, largest difference {difference:.2e}, allowed {allowed:.2e}")
    return 0 if difference <= allowed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
