"""How well the networks of apps/bench/src/networks learn in PyTorch, with PyTorch's own first weights: apps/bench/results/networks-pytorch.json.

Five trainings of each, in single precision; the numbers are the part of the test images that is right after each epoch. Digits are scikit-learn's, of which a training with
seed s is tested with every fifth image of each digit, from the s-th on; MNIST is in the folder that NN_MNIST names. Arguments name the networks to train; the others stay as they are."""

import gzip
import json
import os
import sys
from pathlib import Path

import numpy as np
import sklearn
import torch
from sklearn.datasets import load_digits
from sklearn.preprocessing import StandardScaler
from torch import nn

SEEDS = 5
BATCH = 32
torch.set_num_threads(1)


def digits(seed, standardized):
    x, t = load_digits(return_X_y=True)
    test = np.array([np.sum(t[:row] == digit) % 5 == seed for row, digit in enumerate(t)])
    x = StandardScaler().fit(x[~test]).transform(x) if standardized else x / 16
    return x[~test], t[~test], x[test], t[test]


def idx(name, header):
    path = Path(os.environ["NN_MNIST"]) / f"{name}-ubyte.gz"
    return np.frombuffer(gzip.decompress(path.read_bytes()), np.uint8)[header:]


def mnist(_):
    images = [idx(f"{part}-images-idx3", 16).reshape(-1, 1, 28, 28) / 255 for part in ("train", "t10k")]
    labels = [idx(f"{part}-labels-idx1", 8).astype(int) for part in ("train", "t10k")]
    return images[0], labels[0], images[1], labels[1]


def dense(*sizes):
    layers = [nn.Flatten()]
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def with_dropout():
    return nn.Sequential(
        nn.Flatten(), nn.Dropout(0.15), nn.Linear(64, 256), nn.ReLU(), nn.Dropout(0.4), nn.Linear(256, 10)
    )


def convolutional():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.25),
        nn.Linear(800, 10),
    )


def small_convolutional():
    return nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.25), nn.Linear(288, 10)
    )


# As in apps/bench/src/networks/networks.ts.
NETWORKS = {
    "digits, standardized": (60, lambda seed: digits(seed, True), with_dropout),
    "digits": (60, lambda seed: digits(seed, False), lambda: dense(64, 256, 10)),
    "digits, convolutional": (40, lambda seed: digits(seed, False), small_convolutional),
    "MNIST, dense": (20, mnist, lambda: dense(784, 128, 10)),
    "MNIST, convolutional": (10, mnist, convolutional),
}


def train(epochs, data, make, seed):
    """The accuracy after each epoch."""
    x, t, x_test, t_test = (torch.tensor(a, dtype=torch.float32 if a.dtype == float else torch.int64) for a in data(seed))
    torch.manual_seed(seed)
    model = make()
    optimizer = torch.optim.Adam(model.parameters())
    accuracies = []
    for _ in range(epochs):
        model.train()
        for rows in torch.randperm(len(x)).split(BATCH):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[rows]), t[rows]).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            accuracies.append(round((model(x_test).argmax(1) == t_test).double().mean().item(), 5))
    return accuracies


versions = {"torch": torch.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__}
path = Path(__file__).parents[2] / "apps/bench/results/networks-pytorch.json"
known = json.loads(path.read_text())["accuracies"] if path.exists() else {}
chosen = sys.argv[1:] or list(NETWORKS)
trained = {name: [train(*NETWORKS[name], seed) for seed in range(SEEDS)] for name in chosen}
accuracies = {name: trained.get(name) or known[name] for name in NETWORKS if name in trained or name in known}
path.write_text(json.dumps({"versions": versions, "accuracies": accuracies}))
