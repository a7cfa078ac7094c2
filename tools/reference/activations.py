"""Outputs and gradients of activations, from PyTorch in double precision: packages/net/test/fixtures/activations.json."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

# Around every bend, on both sides and far away; where the slope jumps is left out, but for those that all agree about.
POINTS = [-700, -90, -20, -7, -3.001, -2.999, -1, -0.5, -1e-3, -1e-8, 1e-8, 1e-3, 0.5, 1, 2.999, 3.001, 5.999, 6.001, 20, 90, 700]

ELEMENTWISE = {
    "linear": [({}, lambda x: x * 1)],
    "sigmoid": [({}, torch.sigmoid)],
    "tanh": [({}, torch.tanh)],
    "relu": [({}, F.relu)],
    "leakyRelu": [({}, F.leaky_relu), ({"slope": 0.3}, lambda x: F.leaky_relu(x, 0.3))],
    "elu": [({}, F.elu), ({"alpha": 0.7}, lambda x: F.elu(x, 0.7))],
    "selu": [({}, F.selu)],
    "relu6": [({}, F.relu6)],
    # PyTorch's own has a slope of 1/6 in single precision.
    "hardSigmoid": [({}, lambda x: F.relu6(x + 3) / 6)],
    "hardSwish": [({}, F.hardswish)],
    "silu": [({}, F.silu)],
    "gelu": [({}, F.gelu)],
    "geluTanh": [({}, lambda x: F.gelu(x, approximate="tanh"))],
    "mish": [({}, F.mish)],
    # PyTorch takes softplus for x from 20 on; 200 is far enough to be so in double precision.
    "softplus": [({}, lambda x: F.softplus(x, threshold=200))],
    "softsign": [({}, F.softsign)],
}
# Where a slope jumps, what PyTorch takes.
AT_ZERO = ["relu", "leakyRelu", "elu", "selu", "relu6", "softsign"]
ROWWISE = {"softmax": lambda x: F.softmax(x, 1), "logSoftmax": lambda x: F.log_softmax(x, 1)}


def case(x, f, settings):
    # The same seed for each, so that one more leaves the others as they are.
    torch.manual_seed(0)
    x = x.clone().requires_grad_()
    y = f(x)
    upstream = torch.randn_like(y)
    y.backward(upstream)
    numbers = {"x": x, "y": y, "upstream": upstream, "gradient": x.grad}
    return {"settings": settings, **{name: value.tolist() for name, value in numbers.items()}}


def elementwise(name, settings, f):
    points = sorted(POINTS + ([0] if name in AT_ZERO else []))
    return case(torch.tensor([points], dtype=torch.float64), f, settings)


def rowwise(f):
    torch.manual_seed(1)
    far = torch.tensor([[700.0, -700, 0, 1, 2], [-90, -90, -90, -90, -90]])
    return [case(x, f, {}) for x in (3 * torch.randn(1, 1), 3 * torch.randn(6, 4), far)]


cases = {name: [elementwise(name, *row) for row in rows] for name, rows in ELEMENTWISE.items()}
cases |= {name: rowwise(f) for name, f in ROWWISE.items()}
out = Path(__file__).parents[2] / "packages/net/test/fixtures/activations.json"
out.write_text(json.dumps({"torch": torch.__version__, "activations": cases}, indent=1) + "\n")
