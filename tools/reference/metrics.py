"""Values of metrics, from scikit-learn in double precision: packages/net/test/fixtures/metrics.json."""

import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics as m

warnings.simplefilter("ignore")  # of metrics that are not defined: their numbers are what is wanted


def number(compute):
    """What scikit-learn says: a number, 'NaN', or 'error' where it refuses."""
    try:
        value = float(compute())
    except ValueError:
        return "error"
    return "NaN" if np.isnan(value) else value


def of_classes(scores, truth, top=()):
    """scores: n x k probabilities, or n for one column; truth: the class of each sample."""
    column = scores.ndim == 1
    k = 2 if column else scores.shape[1]
    labels = list(range(k))
    said = (scores >= 0.5).astype(int) if column else scores.argmax(1)
    averages = {"macro": "binary", "micro": "binary"} if column else {"macro": "macro", "micro": "micro"}
    # Of two columns scikit-learn takes one; each against the rest is the mean over both.
    several = {} if column else {"average": "macro"}
    onehot = truth if column else np.eye(k)[truth]
    values = {
        "accuracy": number(lambda: m.accuracy_score(truth, said)),
        "rocAuc": number(lambda: m.roc_auc_score(onehot, scores, **several)),
        "logLoss": number(lambda: m.log_loss(truth, scores, labels=labels)),
    }
    for name, score in {"precision": m.precision_score, "recall": m.recall_score, "f1": m.f1_score}.items():
        for ours, theirs in averages.items():
            chosen = {} if column else {"labels": labels}
            values[f"{name}, {ours}"] = number(lambda: score(truth, said, average=theirs, **chosen))
    for each in top:
        values[f"top{each}"] = number(lambda: m.top_k_accuracy_score(truth, scores, k=each, labels=labels))
    return {
        "output": (scores[:, None] if column else scores).tolist(),
        "target": (onehot[:, None] if column else onehot).tolist(),
        "values": values,
        "confusion": m.confusion_matrix(truth, said, labels=labels).tolist(),
    }


def of_numbers(output, target):
    output, target = np.array(output, dtype=float), np.array(target, dtype=float)
    return {
        "output": output.tolist(),
        "target": target.tolist(),
        "values": {
            "meanAbsoluteError": number(lambda: m.mean_absolute_error(target, output)),
            "rootMeanSquaredError": number(lambda: m.mean_squared_error(target, output, squared=False)),
            "r2": number(lambda: m.r2_score(target, output)),
        },
    }


random = np.random.RandomState(0)


def probabilities(n, k):
    e = np.exp(2 * random.randn(n, k))
    return e / e.sum(1, keepdims=True)


def with_ties(n, k):
    """Multiples of 1/8, so that they are exact and many are equal."""
    return random.multinomial(8, [1 / k] * k, n) / 8


never = probabilities(30, 4)
never[:, 2] /= 1000
never /= never.sum(1, keepdims=True)
certain = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])

CLASSES = {
    "one column": of_classes(random.rand(40), random.randint(0, 2, 40)),
    "one column with ties": of_classes(random.randint(0, 9, 60) / 8, random.randint(0, 2, 60)),
    "one column, all scores equal": of_classes(np.full(10, 0.25), random.randint(0, 2, 10)),
    "one column, never 1 predicted": of_classes(0.4 * random.rand(12), random.randint(0, 2, 12)),
    "one column, never 1": of_classes(random.rand(12), np.zeros(12, int)),
    "one column, always 1": of_classes(random.rand(12), np.ones(12, int)),
    "one column, neither 1 nor predicted": of_classes(0.4 * random.rand(5), np.zeros(5, int)),
    "one column, certain and wrong": of_classes(np.array([1.0, 0, 1, 0]), np.array([1, 0, 0, 1])),
    "2 classes": of_classes(probabilities(40, 2), random.randint(0, 2, 40)),
    "2 classes with ties": of_classes(with_ties(40, 2), random.randint(0, 2, 40)),
    "4 classes": of_classes(probabilities(60, 4), random.randint(0, 4, 60), top=(1, 2, 3, 4)),
    "4 classes with ties": of_classes(with_ties(60, 4), random.randint(0, 4, 60)),
    "4 classes, one never predicted": of_classes(never, random.randint(0, 4, 30), top=(2,)),
    "4 classes, one without a sample": of_classes(probabilities(30, 4), random.randint(0, 3, 30), top=(2,)),
    "4 classes, one neither there nor predicted": of_classes(never, np.array([0, 1, 3] * 10), top=(2,)),
    "3 classes, certain and once wrong": of_classes(certain, np.array([0, 1, 2, 1])),
}

t = random.randn(25, 3)
NUMBERS = {
    "1 output": of_numbers(t[:, :1] + 0.3 * random.randn(25, 1), t[:, :1]),
    "3 outputs": of_numbers(t + random.randn(25, 3) * [0.1, 1, 5], t),
    "exact": of_numbers(t, t),
    "a constant target": of_numbers([[1, 2], [2, 4], [4, 4]], [[1, 3], [3, 3], [5, 3]]),
    "a constant target, met": of_numbers([[1, 3], [2, 3], [4, 3]], [[1, 3], [3, 3], [5, 3]]),
    "1 sample": of_numbers([[1, 2]], [[2, 2]]),
}

out = Path(__file__).parents[2] / "packages/net/test/fixtures/metrics.json"
out.write_text(json.dumps({"sklearn": sklearn.__version__, "classes": CLASSES, "numbers": NUMBERS}, indent=1) + "\n")
