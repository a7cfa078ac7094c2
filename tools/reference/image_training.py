"""Trainings of a small network for images, from PyTorch in double precision: packages/net/test/fixtures/image-training.json.

Convolution, batch normalization, relu, max pooling, dense: five steps over all samples from the numbers that are written beside them. Images stand as
[height, width, channels] in a row and weights as ours are laid out, by the names that a network of ours gives them; `end` has the running mean and variance too,
and `outputs` is what the trained network says in use."""

import json
from pathlib import Path

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
STEPS, SAMPLES, SHAPE, FILTERS, CLASSES = 5, 8, [6, 5, 2], 4, 3

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
}


class Flat(nn.Module):
    """The numbers of an image in our order, channels running fastest."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def train(name, bias):
    torch.manual_seed(7 + bias)
    height, width, channels = SHAPE
    x = torch.randn(SAMPLES, height * width * channels)
    images = x.reshape(-1, height, width, channels).permute(0, 3, 1, 2)
    classes = torch.arange(SAMPLES) % CLASSES
    convolution, norm = nn.Conv2d(channels, FILTERS, 3, padding=1, bias=bias), nn.BatchNorm2d(FILTERS)
    dense = nn.Linear((height // 2) * (width // 2) * FILTERS, CLASSES)
    with torch.no_grad():
        norm.weight.uniform_(0.5, 1.5)
        norm.bias.normal_()
    model = nn.Sequential(convolution, norm, nn.ReLU(), nn.MaxPool2d(2), Flat(), dense)

    def numbers():
        row = lambda v: [v.tolist()]
        return {
            "layers.0.weight": convolution.weight.permute(2, 3, 1, 0).reshape(-1, FILTERS).tolist(),
            **({"layers.0.bias": row(convolution.bias)} if bias else {}),
            "layers.1.scale": row(norm.weight),
            "layers.1.shift": row(norm.bias),
            "layers.4.weight": dense.weight.T.tolist(),
            "layers.4.bias": row(dense.bias),
            "layers.1.mean": row(norm.running_mean),
            "layers.1.variance": row(norm.running_var),
        }

    start = numbers()
    optimizer = OPTIMIZERS[name](model.parameters())
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images), classes)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    return {
        "optimizer": name,
        "inputs": SHAPE,
        "filters": FILTERS,
        "bias": bias,
        "x": x.tolist(),
        "classes": classes.tolist(),
        "start": start,
        "losses": losses,
        "end": numbers(),
        "outputs": torch.softmax(model(images), 1).tolist(),
    }


out = Path(__file__).parents[2] / "packages/net/test/fixtures/image-training.json"
# A bias before batch normalization has the gradient 0 but for rounding, of which Adam would make whole steps.
trainings = [train(*case) for case in [("sgd", False), ("sgd", True), ("adam", False)]]
out.write_text(json.dumps({"torch": torch.__version__, "trainings": trainings}) + "\n")
