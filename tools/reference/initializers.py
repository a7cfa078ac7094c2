"""Statistics of initial weights, from torch.nn.init: packages/net/test/fixtures/initializers.json.

Each is drawn so often that its moments are known better than a test needs; the fourth moment tells a normal number from a uniform one. Of orthogonal weights
the products of their vectors stand here too. Shapes are [inputs, units] of a dense layer, or [size, size, channels, filters] of a kernel."""

import json
from pathlib import Path

import torch
from torch.nn import init

torch.set_default_dtype(torch.float64)
DRAWS = 200

SHAPES = [[300, 200], [40, 400], [400, 40], [3, 3, 8, 16], [5, 5, 1, 12]]
INITIALIZERS = {
    "glorot": init.xavier_uniform_,
    "glorotNormal": init.xavier_normal_,
    "he": lambda w: init.kaiming_normal_(w, nonlinearity="relu"),
    "heUniform": lambda w: init.kaiming_uniform_(w, nonlinearity="relu"),
    "lecun": lambda w: init.kaiming_normal_(w, nonlinearity="linear"),
    "lecunUniform": lambda w: init.kaiming_uniform_(w, nonlinearity="linear"),
    "truncatedNormal": lambda w: init.trunc_normal_(w, std=0.05, a=-0.1, b=0.1),
    "orthogonal": init.orthogonal_,
}


def empty(shape):
    """PyTorch's weight of such a layer."""
    if len(shape) == 2:
        return torch.empty(shape[1], shape[0])
    size, _, channels, filters = shape
    return torch.empty(filters, channels, size, size)


def statistics(name, shape):
    torch.manual_seed(len(name) + sum(shape))
    drawn = [INITIALIZERS[name](empty(shape)) for _ in range(DRAWS)]
    w = torch.stack(drawn)
    squares = w.square().mean()
    result = {
        "initializer": name,
        "shape": shape,
        "count": w.numel(),
        "mean": w.mean().item(),
        "std": w.std().item(),
        "fourth": (w.pow(4).mean() / squares.square()).item(),
        "min": w.min().item(),
        "max": w.max().item(),
    }
    if name == "orthogonal":
        flat = drawn[0].flatten(1)
        short = flat if flat.shape[0] <= flat.shape[1] else flat.T
        result["products"] = [[round(v, 12) + 0.0 for v in row] for row in (short @ short.T)[:4, :4].tolist()]
    return result


out = Path(__file__).parents[2] / "packages/net/test/fixtures/initializers.json"
cases = [statistics(name, shape) for name in INITIALIZERS for shape in SHAPES]
out.write_text(json.dumps({"torch": torch.__version__, "initializers": cases}) + "\n")
