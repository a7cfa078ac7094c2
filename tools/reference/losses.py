"""Values and gradients of losses, from PyTorch in double precision: packages/loss/test/fixtures/pytorch.json."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
SIZES = [(1, 1), (6, 1), (5, 3), (2, 7)]


def real(rows, cols):
    return 3 * torch.randn(rows, cols), 3 * torch.randn(rows, cols)


def probability(rows, cols):
    """Each output a probability of its own; targets of 0, 1 and between."""
    t = torch.rand(rows, cols)
    t[0] = t[0].round()
    return 0.02 + 0.96 * torch.rand(rows, cols), t


def soft(rows, cols):
    """Targets for the classes of a sample: one-hot, then a distribution, then any numbers from 0."""
    t = torch.rand(rows, cols)
    t[0] = F.one_hot(torch.tensor(cols - 1), cols)
    if rows > 1:
        t[1] /= t[1].sum()
    return t


def distribution(rows, cols):
    return torch.softmax(2 * torch.randn(rows, cols), 1), soft(rows, cols)


def logits_of_classes(rows, cols):
    return 4 * torch.randn(rows, cols), soft(rows, cols)


def logits(rows, cols):
    return 4 * torch.randn(rows, cols), probability(rows, cols)[1]


def sides(rows, cols):
    """Targets of -1 and 1."""
    return 2 * torch.randn(rows, cols), torch.randn(rows, cols).sign()


def counts(rows, cols):
    """Numbers above 0, and whole numbers from 0."""
    return 0.1 + 5 * torch.rand(rows, cols), torch.randint(0, 6, (rows, cols)).to(torch.float64)


def quantile(y, t, q):
    return torch.maximum(q * (t - y), (q - 1) * (t - y)).mean()


def smooth(t, e):
    return (1 - e) * t + e / t.shape[1]


def focal(y, t, gamma):
    return -((1 - y) ** gamma * t * torch.log(y)).sum(1).mean()


LOSSES = {
    "meanError": (real, lambda y, t: (y - t).mean()),
    "meanSquaredError": (real, lambda y, t: F.mse_loss(y, t)),
    "halfSquaredError": (real, lambda y, t: 0.5 * F.mse_loss(y, t, reduction="sum") / len(y)),
    "sumSquaredError": (real, lambda y, t: F.mse_loss(y, t, reduction="sum")),
    "rootMeanSquaredError": (real, lambda y, t: torch.sqrt(F.mse_loss(y, t))),
    "crossEntropy": (distribution, lambda y, t: -(t * torch.log(y)).sum(1).mean()),
    "binaryCrossEntropy": (probability, lambda y, t: F.binary_cross_entropy(y, t)),
    "crossEntropy, labelSmoothing 0.1": (distribution, lambda y, t: -(smooth(t, 0.1) * torch.log(y)).sum(1).mean()),
    "meanAbsoluteError": (real, lambda y, t: F.l1_loss(y, t)),
    "huber": (real, lambda y, t: F.huber_loss(y, t)),
    "huber, delta 0.5": (real, lambda y, t: F.huber_loss(y, t, delta=0.5)),
    "logCosh": (real, lambda y, t: torch.log(torch.cosh(y - t)).mean()),
    "hinge": (sides, lambda y, t: F.relu(1 - t * y).mean()),
    "squaredHinge": (sides, lambda y, t: F.relu(1 - t * y).square().mean()),
    "klDivergence": (distribution, lambda y, t: F.kl_div(torch.log(y), t, reduction="batchmean")),
    "poisson": (counts, lambda y, t: F.poisson_nll_loss(y, t, log_input=False, eps=0)),
    "quantile": (real, lambda y, t: quantile(y, t, 0.5)),
    "quantile, q 0.9": (real, lambda y, t: quantile(y, t, 0.9)),
    "cosineSimilarity": (real, lambda y, t: 1 - F.cosine_similarity(y, t).mean()),
    "focal": (distribution, lambda y, t: focal(y, t, 2)),
    "focal, gamma 0": (distribution, lambda y, t: focal(y, t, 0)),
}

LINKS = {
    "crossEntropy, labelSmoothing 0.1": (logits_of_classes, lambda z, t: F.cross_entropy(z, t, label_smoothing=0.1)),
    "crossEntropy": (logits_of_classes, lambda z, t: F.cross_entropy(z, t)),
    "klDivergence": (logits_of_classes, lambda z, t: F.kl_div(F.log_softmax(z, 1), t, reduction="batchmean")),
    "binaryCrossEntropy": (logits, lambda z, t: F.binary_cross_entropy_with_logits(z, t)),
}


def cases(draw, loss):
    # The same seed for each loss, so that one more loss leaves the others as they are.
    torch.manual_seed(0)
    for size in SIZES:
        y, t = draw(*size)
        y.requires_grad_()
        value = loss(y, t)
        value.backward()
        yield {"y": y.tolist(), "t": t.tolist(), "value": value.item(), "gradient": y.grad.tolist()}


def table(losses):
    return {name: list(cases(*row)) for name, row in losses.items()}


# Losses that take class numbers and a weight for each class, PyTorch's own reduction among them; by sample, it is written out.
WEIGHTED = {
    "losses": (lambda n, k: torch.softmax(2 * torch.randn(n, k), 1), lambda y, *rest: F.nll_loss(torch.log(y), *rest)),
    "links": (lambda n, k: 4 * torch.randn(n, k), lambda z, *rest: F.cross_entropy(z, *rest)),
}


def weighted_cases(draw, loss):
    torch.manual_seed(0)
    for n, k, by_sample in [(4, 2, False), (6, 3, False), (9, 5, True)]:
        y = draw(n, k).requires_grad_()
        classes = torch.randint(0, k, (n,))
        by_class = 0.2 + 3 * torch.rand(k)
        case = {"y": y.tolist(), "classes": classes.tolist(), "classWeights": by_class.tolist()}
        if by_sample:
            weights = torch.rand(n).round(decimals=1)
            total = weights * by_class[classes]
            value = (weights * loss(y, classes, by_class, None, -100, None, "none")).sum() / total.sum()
            case["weights"] = weights.tolist()
        else:
            value = loss(y, classes, by_class)
        value.backward()
        yield {**case, "value": value.item(), "gradient": y.grad.tolist()}


made = {
    "torch": torch.__version__,
    "losses": table(LOSSES),
    "links": table(LINKS),
    "weighted": {name: list(weighted_cases(*row)) for name, row in WEIGHTED.items()},
}
out = Path(__file__).parents[2] / "packages/loss/test/fixtures/pytorch.json"
out.write_text(json.dumps(made, indent=1) + "\n")
