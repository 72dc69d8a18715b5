# SPDX-License-Identifier: Apache-2.0
"""The same work as the benchmarks' own, with PyTorch, scipy and POT: a process that is asked for it line by line.

A request is a line of a verb and NAME=VALUE cells between tabs; the answer is one line:

    about                                    ok   torch=...  scipy=...  pot=...  blas=...  ...
    measure  kind=train  repeat=100  ...     ok   wall=SECONDS  cpu=SECONDS  result=NUMBER
    quit                                     (ends)

A failure is answered by "error" and a message. Data is prepared at the first request of a kind and not timed. The CPU
time is that of all threads of the process. Whatever libraries print goes to the standard error stream.
"""
import os
import sys
import time

import machine


def work_of(values):
    """Prepares a piece of work: a function of the number of repetitions that returns a number to check it by."""
    kind = values["kind"]
    if kind == "train":
        import training

        return training.prepare(values)
    if kind == "sample":
        import sampling

        return sampling.prepare(values)
    if kind == "pair":
        import pairing

        return pairing.prepare(values)
    raise ValueError(f"there is no work '{kind}'")


def timed(work, repeat, wait):
    wait()
    cpu, wall = time.process_time(), time.perf_counter()
    result = work(repeat)
    wait()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "result": result}


def answer(line, prepared):
    verb, *cells = line.split("\t")
    values = dict(cell.split("=", 1) for cell in cells)
    if verb == "about":
        return machine.about()
    if verb != "measure":
        raise ValueError(f"there is no verb '{verb}'")
    repeat = int(values.pop("repeat"))
    key = tuple(sorted(values.items()))
    if key not in prepared:
        prepared[key] = work_of(values)
    machine.use_threads(int(values["threads"]))
    return timed(prepared[key], repeat, machine.waiter(values.get("device", "cpu")))


def main():
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    prepared = {}
    for line in sys.stdin:
        line = line.rstrip("\n")
        if line == "quit":
            break
        try:
            cells = ["ok"] + [f"{name}={value}" for name, value in answer(line, prepared).items()]
        except Exception as failure:  # the driver tells the user
            cells = ["error", f"{type(failure).__name__}: {failure}".replace("\t", " ").replace("\n", " ")]
        print("\t".join(cells), file=answers, flush=True)


if __name__ == "__main__":
    main()
