"""Learning rates, from PyTorch in double precision: packages/optim/test/fixtures/schedules.json."""

import json
import math
from pathlib import Path

import torch
from torch.optim import SGD, lr_scheduler

# Falls, rests, jumps, falls a little and stays: each with more epochs than a small patience.
LOSSES = [2, 1.5, 1.5, 1.2, 1.3, 1.25, 1.199, 1.21, 1.21, 0.9, 0.95, 0.95, 0.95, 0.91, 0.92, 0.93, 0.94, 0.9, 0.9, 0.9, 0.5]
LOSSES += [0.6] * 12


def begin():
    return SGD([torch.zeros(1, requires_grad=True)], lr=0.1)


def rates(schedule, epochs=12, **settings):
    """The learning rate of each epoch from 0, beginning with 0.1."""
    optimizer = begin()
    made = schedule(optimizer, **settings)
    result = []
    for _ in range(epochs):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        made.step()
    return result


def warmed(over, start, after):
    """A rise before another schedule."""

    def sequence(optimizer):
        rise = lr_scheduler.LinearLR(optimizer, start_factor=start, total_iters=over)
        return lr_scheduler.SequentialLR(optimizer, [rise, after(optimizer)], milestones=[over])

    return rates(sequence)


def plateau(**settings):
    """The learning rate of each epoch from 0, told the loss after each."""
    optimizer = begin()
    made = lr_scheduler.ReduceLROnPlateau(optimizer, **settings)
    result = [0.1]
    for loss in LOSSES:
        made.step(loss)
        result.append(optimizer.param_groups[0]["lr"])
    return result


def cycle(epochs, **settings):
    return rates(lr_scheduler.OneCycleLR, epochs=epochs, max_lr=0.1, total_steps=epochs, **settings)


result = {
    "torch": torch.__version__,
    "losses": LOSSES,
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
        "cosineDecay": [
            {"settings": {"over": 11}, "rates": rates(lr_scheduler.CosineAnnealingLR, T_max=11)},
            {
                "settings": {"over": 12, "least": 0.02},
                "rates": rates(lr_scheduler.CosineAnnealingLR, T_max=12, eta_min=0.02),
            },
        ],
        "cosineRestarts": [
            {"settings": {"every": 4}, "rates": rates(lr_scheduler.CosineAnnealingWarmRestarts, T_0=4)},
            {
                "settings": {"every": 2, "longer": 2, "least": 0.01},
                "rates": rates(lr_scheduler.CosineAnnealingWarmRestarts, T_0=2, T_mult=2, eta_min=0.01),
            },
        ],
        "polynomialDecay": [
            {"settings": {"over": 9}, "rates": rates(lr_scheduler.PolynomialLR, total_iters=9)},
            {"settings": {"over": 14, "power": 2.5}, "rates": rates(lr_scheduler.PolynomialLR, total_iters=14, power=2.5)},
        ],
        "multiStepDecay": [
            {"settings": {"at": [3, 4, 9]}, "rates": rates(lr_scheduler.MultiStepLR, milestones=[3, 4, 9])},
            {
                "settings": {"at": [1, 6], "factor": 0.5},
                "rates": rates(lr_scheduler.MultiStepLR, milestones=[1, 6], gamma=0.5),
            },
        ],
        "constant": [{"settings": {}, "rates": rates(lr_scheduler.ConstantLR, factor=1)}],
        "oneCycle": [
            {"settings": {"over": 12}, "rates": cycle(12)},
            # Where the peak is no whole number, and where it lies before the first step.
            {"settings": {"over": 11, "rise": 0.45}, "rates": cycle(11, pct_start=0.45)},
            {"settings": {"over": 9, "rise": 0.1}, "rates": cycle(9, pct_start=0.1)},
            {
                "settings": {"over": 40, "from": 0.1, "least": 0.002},
                "rates": cycle(40, div_factor=10, final_div_factor=5),
            },
        ],
        "onPlateau": [
            {"settings": {}, "rates": plateau()},
            {"settings": {"patience": 3}, "rates": plateau(patience=3)},
            {"settings": {"patience": 0, "factor": 0.7}, "rates": plateau(patience=0, factor=0.7)},
            {"settings": {"patience": 0, "factor": 0.5, "least": 0.02}, "rates": plateau(patience=0, factor=0.5, min_lr=0.02)},
            {"settings": {"patience": 1, "factor": 0.5, "cooldown": 2}, "rates": plateau(patience=1, factor=0.5, cooldown=2)},
            {"settings": {"patience": 4, "threshold": 0.3}, "rates": plateau(patience=4, threshold=0.3)},
        ],
        "warmup": [
            {"settings": {"over": 4}, "rates": rates(lr_scheduler.LinearLR, total_iters=4)},
            {"settings": {"over": 10, "from": 0.1}, "rates": rates(lr_scheduler.LinearLR, total_iters=10, start_factor=0.1)},
        ],
        "warmupBeforeStepDecay": [
            {
                "settings": {"over": 5, "from": 0.25},
                "rates": warmed(5, 0.25, lambda optimizer: lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.5)),
            },
        ],
    },
}
out = Path(__file__).parents[2] / "packages/optim/test/fixtures/schedules.json"
out.write_text(json.dumps(result, indent=1) + "\n")
