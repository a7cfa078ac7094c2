"""Outputs, gradients and buffers of layers, from PyTorch in double precision: packages/net/test/fixtures/layers.json.

Images stand as [height, width, channels] in a row, PyTorch's as [channels, height, width]; its weights are written as ours are laid out.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def images(x, shape):
    height, width, channels = shape
    return x.reshape(-1, height, width, channels).permute(0, 3, 1, 2)


def rows(y):
    return y.permute(0, 2, 3, 1).reshape(y.shape[0], -1)


def kernel(weight, size, channels):
    """(size size channels) x filters as [filters, channels, size, size]."""
    return weight.reshape(size[0], size[1], channels, -1).permute(3, 2, 0, 1)


def pair(value):
    return value if isinstance(value, list) else [value, value]


def conv2d(shape, filters, size, options=None):
    options = options or {}
    size = pair(size)
    bias = options.get("bias", True)
    parameters = {"weight": [size[0] * size[1] * shape[2], filters], **({"bias": [1, filters]} if bias else {})}

    def forward(x, p):
        settings = {k: options[k] for k in ("stride", "padding", "dilation") if k in options}
        b = p["bias"].reshape(-1) if bias else None
        return rows(F.conv2d(images(x, shape), kernel(p["weight"], size, shape[2]), b, **settings))

    return {"kind": "conv2d", "args": [filters, size, "linear", options], "inputs": shape}, parameters, forward


def pool(kind, function, shape, size, options=None):
    options = options or {}
    return (
        {"kind": kind, "args": [size, options], "inputs": shape},
        {},
        lambda x, p: rows(function(images(x, shape), size, **options)),
    )


def norm(kind, inputs, args, parameters, forward, **more):
    return {"kind": kind, "args": args, "inputs": inputs, **more}, parameters, forward


def batch_norm(inputs, training, momentum=0.1, epsilon=1e-5):
    channels = inputs[-1] if isinstance(inputs, list) else inputs
    sizes = {"scale": [1, channels], "shift": [1, channels]}
    torch.manual_seed(1)
    held = {"mean": torch.randn(1, channels), "variance": torch.rand(1, channels) + 0.5}
    # PyTorch moves these in place.
    after = {name: value.clone() for name, value in held.items()}

    def forward(x, p):
        y = F.batch_norm(
            x.reshape(-1, channels),
            *(after[name].reshape(-1) for name in ("mean", "variance")),
            *(p[name].reshape(-1) for name in ("scale", "shift")),
            training,
            momentum,
            epsilon,
        )
        return y.reshape(x.shape)

    more = {"training": training, "buffers": held, "after": after}
    return norm("batchNorm", inputs, [{"momentum": momentum, "epsilon": epsilon}], sizes, forward, **more)


def layer_norm(inputs, epsilon=1e-5):
    channels = inputs[-1] if isinstance(inputs, list) else inputs
    sizes = {"scale": [1, channels], "shift": [1, channels]}

    def forward(x, p):
        y = F.layer_norm(x.reshape(-1, channels), [channels], p["scale"].reshape(-1), p["shift"].reshape(-1), epsilon)
        return y.reshape(x.shape)

    return norm("layerNorm", inputs, [{"epsilon": epsilon}], sizes, forward)


def prelu(inputs, slopes):
    channels = inputs[-1] if isinstance(inputs, list) else inputs
    count = 1 if slopes == "one" else channels
    return (
        {"kind": "prelu", "args": [{"slopes": slopes}], "inputs": inputs},
        {"slope": [1, count]},
        lambda x, p: F.prelu(x.reshape(-1, channels), p["slope"].reshape(-1)).reshape(x.shape),
    )


def embedding(count, features, length):
    def forward(x, p):
        return F.embedding(x.detach().long(), p["weight"]).reshape(x.shape[0], -1)

    return {"kind": "embedding", "args": [count, features], "inputs": length}, {"weight": [count, features]}, forward


def dense(units, activation="linear"):
    return {"kind": "dense", "args": [units, activation]}


def linear(x, p, name):
    return x @ p[f"{name}.weight"] + p[f"{name}.bias"]


CASES = [
    (
        {"kind": "dense", "args": [3, "linear"], "inputs": 4},
        {"weight": [4, 3], "bias": [1, 3]},
        lambda x, p: x @ p["weight"] + p["bias"],
    ),
    conv2d([5, 6, 2], 3, 3),
    conv2d([5, 6, 2], 3, 3, {"bias": False}),
    conv2d([6, 6, 1], 4, 3, {"stride": 2}),
    conv2d([5, 4, 3], 2, 3, {"padding": 1}),
    conv2d([5, 4, 2], 3, 3, {"padding": "same"}),
    conv2d([4, 5, 2], 3, 2, {"padding": "same"}),
    conv2d([7, 7, 1], 2, 3, {"dilation": 2}),
    conv2d([6, 7, 2], 2, [2, 3], {"stride": [1, 2], "padding": [0, 1], "dilation": [2, 1]}),
    conv2d([4, 4, 1], 1, 1),
    pool("maxPool2d", F.max_pool2d, [4, 6, 2], 2),
    pool("maxPool2d", F.max_pool2d, [5, 5, 3], 3, {"stride": 2, "padding": 1}),
    pool("maxPool2d", F.max_pool2d, [5, 6, 1], [2, 3], {"stride": 1, "dilation": [2, 1]}),
    pool("avgPool2d", F.avg_pool2d, [4, 6, 2], 2),
    pool("avgPool2d", F.avg_pool2d, [5, 5, 3], 3, {"stride": 2, "padding": 1}),
    (
        {"kind": "globalAveragePool", "args": [], "inputs": [3, 5, 4]},
        {},
        lambda x, p: images(x, [3, 5, 4]).mean((2, 3)),
    ),
    batch_norm(4, True),
    batch_norm(4, False),
    batch_norm([3, 2, 3], True, 0.3, 1e-3),
    batch_norm([3, 2, 3], False, 0.3, 1e-3),
    layer_norm(6),
    layer_norm([2, 3, 4], 1e-3),
    prelu(5, "one"),
    prelu(5, "channels"),
    prelu([2, 2, 3], "channels"),
    embedding(7, 3, 4),
    (
        {"kind": "residual", "args": [[dense(5, "tanh"), dense(4)], "relu"], "inputs": 4},
        {"0.0.weight": [4, 5], "0.0.bias": [1, 5], "0.1.weight": [5, 4], "0.1.bias": [1, 4]},
        lambda x, p: torch.relu(x + linear(torch.tanh(linear(x, p, "0.0")), p, "0.1")),
    ),
    (
        {"kind": "parallel", "args": [[[dense(3, "tanh")], [], [dense(2)]]], "inputs": 4},
        {"0.0.weight": [4, 3], "0.0.bias": [1, 3], "2.0.weight": [4, 2], "2.0.bias": [1, 2]},
        lambda x, p: torch.cat([torch.tanh(linear(x, p, "0.0")), x, linear(x, p, "2.0")], 1),
    ),
    (
        {
            "kind": "parallel",
            "args": [[[{"kind": "conv2d", "args": [2, 1, "linear", {"bias": False}]}], []]],
            "inputs": [2, 3, 3],
        },
        {"0.0.weight": [3, 2]},
        lambda x, p: rows(
            torch.cat([F.conv2d(images(x, [2, 3, 3]), kernel(p["0.0.weight"], [1, 1], 3)), images(x, [2, 3, 3])], 1)
        ),
    ),
]


def numbers(tensors):
    return {name: value.tolist() for name, value in tensors.items()}


def case(layer, sizes, forward):
    torch.manual_seed(0)
    inputs = layer["inputs"]
    columns = torch.tensor(inputs).prod().item()
    if layer["kind"] == "embedding":
        x = torch.randint(0, layer["args"][0], (5, columns)).double().requires_grad_()
    else:
        x = torch.randn(5, columns, requires_grad=True)
    p = {name: torch.randn(size, requires_grad=True) for name, size in sizes.items()}
    y = forward(x, p)
    upstream = torch.randn_like(y)
    y.backward(upstream)
    held = {name: numbers(layer[name]) for name in ("buffers", "after") if name in layer}
    given = {"x": x, "y": y, "upstream": upstream, **({} if x.grad is None else {"gradient": x.grad})}
    return {
        **layer,
        **held,
        **numbers(given),
        "parameters": numbers(p),
        "gradients": numbers({name: value.grad for name, value in p.items()}),
    }


out = Path(__file__).parents[2] / "packages/net/test/fixtures/layers.json"
out.write_text(json.dumps({"torch": torch.__version__, "layers": [case(*each) for each in CASES]}) + "\n")
