"""Whole trainings of small networks, from PyTorch in double precision: packages/net/test/fixtures/pytorch.json.

Each begins with the weights that are written beside it and takes five steps over all samples; the losses are those before each step."""

import json
from pathlib import Path

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
STEPS = 5

LOSSES = {
    "crossEntropy": lambda z, t: -(t * torch.log_softmax(z, dim=1)).sum(dim=1).mean(),
    "binaryCrossEntropy": lambda z, t: nn.functional.binary_cross_entropy_with_logits(z, t),
    "meanSquaredError": lambda z, t: nn.functional.mse_loss(z, t),
}
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "lbfgs": lambda p: torch.optim.LBFGS(p, max_iter=1, max_eval=100, line_search_fn="strong_wolfe"),
    # The decay of the weights only.
    "adamW": lambda p: torch.optim.AdamW(
        [{"params": [q for q in p if q.ndim > 1]}, {"params": [q for q in p if q.ndim == 1], "weight_decay": 0}],
        lr=0.01,
        weight_decay=0.5,
    ),
}

CASES = [
    ("crossEntropy", "tanh", "sgd", [4, 5, 3]),
    ("crossEntropy", "relu", "adam", [4, 7, 5, 3]),
    ("binaryCrossEntropy", "sigmoid", "adam", [3, 4, 1]),
    ("meanSquaredError", "tanh", "adam", [3, 6, 2]),
    ("meanSquaredError", "relu", "sgd", [2, 9, 1]),
    ("crossEntropy", "tanh", "adamW", [4, 6, 3]),
    ("meanSquaredError", "tanh", "lbfgs", [3, 5, 2]),
    ("crossEntropy", "tanh", "lbfgs", [4, 5, 3]),
]


# Weights for classes, for samples, or both.
WEIGHTED = [
    ("crossEntropy", "tanh", "adam", [4, 5, 3], ["classWeights"]),
    ("crossEntropy", "relu", "sgd", [4, 6, 3], ["classWeights", "weights"]),
    ("binaryCrossEntropy", "sigmoid", "adam", [3, 4, 1], ["classWeights"]),
    ("meanSquaredError", "tanh", "sgd", [3, 6, 2], ["weights"]),
]
OF_SAMPLES = {
    "crossEntropy": lambda z, t: -(t * torch.log_softmax(z, dim=1)).sum(dim=1),
    "binaryCrossEntropy": lambda z, t: nn.functional.binary_cross_entropy_with_logits(z, t, reduction="none").mean(1),
    "meanSquaredError": lambda z, t: nn.functional.mse_loss(z, t, reduction="none").mean(1),
}


def weigh(loss_name, t, given):
    """The loss under random weights, and the weights."""
    classes = t.argmax(1) if t.shape[1] > 1 else t[:, 0].long()
    drawn = {
        "classWeights": 0.2 + 3 * torch.rand(max(2, t.shape[1])),
        "weights": torch.rand(len(t)).round(decimals=1),
    }
    drawn = {name: drawn[name] for name in given}
    if given == ["classWeights"] and loss_name == "crossEntropy":
        return drawn, lambda z, t: nn.CrossEntropyLoss(weight=drawn["classWeights"])(z, classes)
    weights = torch.ones(len(t))
    if "weights" in drawn:
        weights = weights * drawn["weights"]
    if "classWeights" in drawn:
        weights = weights * drawn["classWeights"][classes]
    return drawn, lambda z, t: (weights * OF_SAMPLES[loss_name](z, t)).sum() / weights.sum()


def train(loss_name, activation, optimizer_name, sizes, weights_given=()):
    torch.manual_seed(len(sizes) + sizes[0])
    n = 6
    x = torch.randn(n, sizes[0])
    t = torch.randn(n, sizes[-1])
    if loss_name == "crossEntropy":
        t = torch.eye(sizes[-1])[torch.arange(n) % sizes[-1]]
    if loss_name == "binaryCrossEntropy":
        t = (torch.arange(n) % 2).reshape(n, 1).to(torch.float64)
    layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]

    drawn, loss_of = weigh(loss_name, t, weights_given) if weights_given else ({}, LOSSES[loss_name])

    def forward():
        y = x
        for layer in layers[:-1]:
            y = ACTIVATIONS[activation](layer(y))
        return layers[-1](y)

    def weights():
        return [{"weight": l.weight.T.tolist(), "bias": [l.bias.tolist()]} for l in layers]

    start = weights()
    optimizer = OPTIMIZERS[optimizer_name]([p for l in layers for p in l.parameters()])
    losses = []

    def closure():
        optimizer.zero_grad()
        loss = loss_of(forward(), t)
        loss.backward()
        return loss

    for _ in range(STEPS):
        losses.append(optimizer.step(closure).item())
    return {
        "loss": loss_name,
        "activation": activation,
        "optimizer": optimizer_name,
        "sizes": sizes,
        "x": x.tolist(),
        "t": t.tolist(),
        **{name: weights.tolist() for name, weights in drawn.items()},
        "start": start,
        "losses": losses,
        "end": weights(),
    }


path = Path(__file__).parents[2] / "packages/net/test/fixtures/pytorch.json"
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps({"torch": torch.__version__, "trainings": [train(*case) for case in CASES + WEIGHTED]}))
