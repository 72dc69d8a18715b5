# SPDX-License-Identifier: Apache-2.0
"""What the work runs on: versions, the CPU's capability as the libraries see it, the linear algebra that is loaded."""
import ctypes
import importlib
import os
import platform


def version(module):
    """The version of an installed module, or "none"."""
    try:
        return importlib.import_module(module).__version__
    except Exception:  # an installation that is there but broken counts as absent
        return "none"


def loaded_blas():
    """File names of the linear algebra libraries in this process, as the system's table of mapped files has them."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            paths = {line.split(maxsplit=5)[5].strip() for line in maps if line.count("/") > 1}
    except OSError:
        return []
    starts = ("libblas", "libopenblas", "libscipy_openblas", "libmkl", "libblis", "libarmpl", "libatlas")
    return sorted(path for path in paths if os.path.basename(path).lower().startswith(starts))


def cpu_name():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            return next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "unknown")
    except OSError:
        return platform.processor() or "unknown"


def about():
    told = {
        "python": platform.python_version(),
        "cpu": cpu_name(),
        "torch": version("torch"),
        "scipy": version("scipy"),
        "pot": version("ot"),
    }
    if told["torch"] != "none":
        import torch
        import training

        told["capability"] = torch.backends.cpu.get_cpu_capability() if hasattr(torch.backends, "cpu") else "unknown"
        told["mkl"] = "yes" if torch.backends.mkl.is_available() else "no"
        told["threads"] = torch.get_num_threads()
        told["optimisers"] = ",".join(training.optimisers())
        told["cuda"] = torch.cuda.get_device_name() if torch.cuda.is_available() else "none"
    told["blas"] = ",".join(sorted({os.path.basename(path) for path in loaded_blas()})) or "unknown"
    return told


def use_threads(count):
    """The number of threads of PyTorch, and of OpenBLAS where PyTorch does not pass it on."""
    try:
        import torch

        torch.set_num_threads(count)
    except ImportError:
        pass
    for path in loaded_blas():
        library = ctypes.CDLL(path)
        for name in ("openblas_set_num_threads", "openblas_set_num_threads64_", "scipy_openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(count)


def script(module):
    """The module as TorchScript, without the fuser of the CPU: in Debian's 2.6 it does not return from the second call."""
    import torch

    torch._C._jit_set_texpr_fuser_enabled(False)
    return torch.jit.script(module)


def waiter(device):
    """What to call so that a device's work is done."""
    if device != "gpu":
        return lambda: None
    import torch

    return torch.cuda.synchronize
