"""Steps of L-BFGS with the strong Wolfe line search, from PyTorch in double precision: packages/optim/test/fixtures/lbfgs.json."""

import json
from pathlib import Path

import torch
from torch.optim import LBFGS

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
X = torch.randn(12, 4)
T = (torch.arange(12) % 2).to(torch.float64).reshape(12, 1)
SCALES = torch.tensor([[1.0, 3.0, 10.0, 30.0, 100.0]])

PROBLEMS = {
    # A bent valley.
    "rosenbrock": ([[-1.2, 1.0]], lambda w: (1 - w[0, 0]) ** 2 + 100 * (w[0, 1] - w[0, 0] ** 2) ** 2),
    # A bowl, a hundred times as steep one way as another, with walls.
    "bowl": ([[1.0, -2.0, 0.5, 1.5, -1.0]], lambda w: (SCALES * w**2).sum() + (w**4).sum()),
    # One layer with a sigmoid and a little weight decay.
    "logistic": (
        [[0.0, 0.0, 0.0, 0.0]],
        lambda w: (torch.nn.functional.softplus(X @ w.T) - T * (X @ w.T)).mean() + 0.01 * (w**2).sum(),
    ),
    # A first step that leads far from where the curvature of the start says: the bracket is narrowed.
    "ripples": ([[2.0, -1.0]], lambda w: (w**2).sum() / 20 - (torch.exp(-((w - 1) ** 2))).sum()),
}
NAMES = {"learningRate": "lr", "history": "history_size", "toleranceGradient": "tolerance_grad", "toleranceChange": "tolerance_change"}


def run(name, steps, settings):
    """Where each step led, and how often its search asked for the loss."""
    start, loss = PROBLEMS[name]
    w = torch.tensor(start, requires_grad=True)
    renamed = {NAMES[key]: value for key, value in settings.items()}
    made = LBFGS([w], max_iter=1, max_eval=1000, line_search_fn="strong_wolfe", **renamed)

    def closure():
        made.zero_grad()
        value = loss(w)
        value.backward()
        return value

    path, evaluations = [], []
    for _ in range(steps):
        before = made.state[w].get("func_evals", 0)
        made.step(closure)
        # One of them is that of the start, which is known here.
        evaluations.append(made.state[w]["func_evals"] - before - 1)
        path.append(w.tolist()[0])
    return {"problem": name, "start": start, "settings": settings, "path": path, "evaluations": evaluations}


CASES = [
    ("rosenbrock", 40, {"history": 100}),
    ("rosenbrock", 20, {"history": 2}),
    ("rosenbrock", 20, {"history": 5, "learningRate": 0.5}),
    ("rosenbrock", 20, {"history": 5, "learningRate": 8}),
    ("bowl", 15, {"history": 100}),
    ("bowl", 15, {"history": 3}),
    # Ends where the gradient is small, or the fall is.
    ("bowl", 25, {"history": 10, "toleranceGradient": 1e-2}),
    ("bowl", 25, {"history": 10, "toleranceGradient": 0, "toleranceChange": 1e-3}),
    ("logistic", 8, {"history": 10}),
    ("ripples", 10, {"history": 10}),
    ("ripples", 10, {"history": 10, "learningRate": 20}),
]
result = {"torch": torch.__version__, "x": X.tolist(), "t": T.tolist(), "cases": [run(*case) for case in CASES]}
out = Path(__file__).parents[2] / "packages/optim/test/fixtures/lbfgs.json"
out.write_text(json.dumps(result, indent=1) + "\n")
