"""Trajectories of optimizers and schedules, from PyTorch in double precision: packages/optim/test/fixtures/pytorch.json."""

import json
import math
from pathlib import Path

import torch
from torch.optim import SGD, Adam, AdamW, lr_scheduler

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
STEPS = 10
START = torch.randn(7)
GRADIENTS = torch.randn(STEPS, 7)
# One gradient that is often exactly 0, one that is small.
GRADIENTS[::2, 2] = 0
GRADIENTS[:, 6] *= 1e-3

# How this library calls the settings of torch.
NAMES = {
    "learningRate": "lr",
    "weightDecay": "weight_decay",
    "epsilon": "eps",
    "momentum": "momentum",
    "nesterov": "nesterov",
}
RATES = [0.1 / (1 + k) for k in range(STEPS)]
# A stretch with its own rate and decay, one with its own decay only; numbers 0 and 4 to 7 lie outside both or in the second.
GROUPS = [
    {"offset": 1, "length": 3, "settings": {"learningRate": 0.03, "weightDecay": 0.2}},
    {"offset": 5, "length": 2, "settings": {"weightDecay": 0}},
]

CASES = {
    "sgd": (
        SGD,
        [
            # torch has no rate of its own for SGD.
            {"settings": {"learningRate": 0.01}},
            {"settings": {"learningRate": 0.1, "weightDecay": 0.3}},
            {"settings": {"learningRate": 0.1, "momentum": 0.9}},
            {"settings": {"learningRate": 0.1, "momentum": 0.9, "weightDecay": 0.3}},
            {"settings": {"learningRate": 0.1, "momentum": 0.9, "nesterov": True}},
            {"settings": {"learningRate": 0.1, "momentum": 0.5, "nesterov": True, "weightDecay": 0.3}},
            {"settings": {"learningRate": 0.1, "momentum": 0.9}, "learningRates": RATES},
            {"settings": {"learningRate": 0.1, "momentum": 0.9, "weightDecay": 0.3}, "groups": GROUPS},
            {"settings": {"learningRate": 0.1, "weightDecay": 0.3}, "groups": GROUPS, "learningRates": RATES},
        ],
    ),
    **{
        name: (
            optimizer,
            [
                {"settings": {}},
                {"settings": {"learningRate": 0.1}},
                {"settings": {"learningRate": 0.1, "weightDecay": 0}},
                {"settings": {"learningRate": 0.1, "weightDecay": 0.3}},
                {"settings": {"learningRate": 0.1, "beta1": 0.5}},
                {"settings": {"learningRate": 0.1, "beta2": 0.9}},
                {"settings": {"learningRate": 0.1, "beta1": 0, "beta2": 0.5}},
                {"settings": {"learningRate": 0.1, "epsilon": 0.01}},
                {"settings": {"learningRate": 0.1}, "learningRates": RATES},
                {"settings": {"learningRate": 0.1, "weightDecay": 0.3}, "groups": GROUPS},
                {"settings": {"learningRate": 0.1, "weightDecay": 0.3}, "groups": GROUPS, "learningRates": RATES},
            ],
        )
        for name, optimizer in {"adam": Adam, "adamW": AdamW}.items()
    },
}


def renamed(settings):
    result = {NAMES[name]: value for name, value in settings.items() if name in NAMES}
    if "beta1" in settings or "beta2" in settings:
        result["betas"] = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
    return result


def run(optimizer, case):
    """The parameters after the first and after the last step."""
    groups = case.get("groups", [])
    cuts = sorted({0, len(START), *(end for g in groups for end in (g["offset"], g["offset"] + g["length"]))})
    parts = [slice(a, b) for a, b in zip(cuts, cuts[1:])]
    own = [next((g["settings"] for g in groups if g["offset"] == part.start), {}) for part in parts]
    parameters = [START[part].clone().requires_grad_() for part in parts]
    torch_groups = [{"params": [p], **renamed(s)} for p, s in zip(parameters, own)]
    made = optimizer(torch_groups, **renamed(case["settings"]))
    after = {}
    for step in range(STEPS):
        for group, settings in zip(made.param_groups, own):
            if "learningRates" in case and "learningRate" not in settings:
                group["lr"] = case["learningRates"][step]
        for parameter, part in zip(parameters, parts):
            parameter.grad = GRADIENTS[step, part].clone()
        made.step()
        after[step + 1] = torch.cat(parameters).tolist()
    return {str(n): after[n] for n in (1, STEPS)}


def rates(schedule, **settings):
    """The learning rate of each epoch from 0, beginning with 0.1."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    made = schedule(optimizer, **settings)
    result = []
    for _ in range(12):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        made.step()
    return result


result = {
    "torch": torch.__version__,
    "start": START.tolist(),
    "gradients": GRADIENTS.tolist(),
    "optimizers": {
        name: [{**case, "after": run(optimizer, case)} for case in cases] for name, (optimizer, cases) in CASES.items()
    },
    "schedules": {
        "stepDecay": [
            {"settings": {"every": 3}, "rates": rates(lr_scheduler.StepLR, step_size=3)},
            {"settings": {"every": 1, "factor": 0.7}, "rates": rates(lr_scheduler.StepLR, step_size=1, gamma=0.7)},
        ],
        "exponentialDecay": [
            {"settings": {"decay": d}, "rates": rates(lr_scheduler.ExponentialLR, gamma=math.exp(-d))} for d in (0.05, 1)
        ],
        "inverseTimeDecay": [
            {"settings": {"decay": d}, "rates": rates(lr_scheduler.LambdaLR, lr_lambda=lambda t, d=d: 1 / (1 + d * t))}
            for d in (0.5, 1)
        ],
    },
}
out = Path(__file__).parents[2] / "packages/optim/test/fixtures/pytorch.json"
out.write_text(json.dumps(result, indent=1) + "\n")
