"""Trajectories of optimizers, from PyTorch in double precision: packages/optim/test/fixtures/pytorch.json."""

import json
from pathlib import Path

import torch
from torch.optim import SGD, Adadelta, Adagrad, Adam, Adamax, AdamW, RAdam, RMSprop

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
STEPS = (1, 10, 100)
START = torch.randn(7)
GRADIENTS = torch.randn(STEPS[-1], 7)
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
    "centered": "centered",
    "amsgrad": "amsgrad",
    "momentumDecay": "momentum_decay",
}


class NAdam(torch.optim.Optimizer):
    """As in PyTorch 2; that of 1.13 multiplies mu into the product of the next step twice."""

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3):
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        super().__init__(params, {**defaults, "momentum_decay": momentum_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            lr, (beta1, beta2), decay = group["lr"], group["betas"], group["momentum_decay"]
            for p in group["params"]:
                state = self.state[p]
                t = state["t"] = state.get("t", 0) + 1
                m = state.setdefault("m", torch.zeros_like(p))
                v = state.setdefault("v", torch.zeros_like(p))
                mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (k * decay)) for k in (t, t + 1))
                product = state["product"] = state.get("product", 1) * mu
                g = p.grad + group["weight_decay"] * p
                m.mul_(beta1).add_((1 - beta1) * g)
                v.mul_(beta2).add_((1 - beta2) * g * g)
                denominator = (v / (1 - beta2**t)).sqrt() + group["eps"]
                p.sub_(lr * (1 - mu) / (1 - product) * g / denominator)
                p.sub_(lr * mu_next / (1 - product * mu_next) * m / denominator)


class Lion(torch.optim.Optimizer):
    """Program 1 of the paper (Chen et al., 2023); torch has none."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.sub_(group["lr"] * (beta1 * m + (1 - beta1) * p.grad).sign())
                m.mul_(beta2).add_((1 - beta2) * p.grad)


RATES = [0.1 / (1 + k) for k in range(STEPS[-1])]
# A stretch with its own rate and decay, one with its own decay only; numbers 0 and 4 to 7 lie outside both or in the second.
GROUPS = [
    {"offset": 1, "length": 3, "settings": {"learningRate": 0.03, "weightDecay": 0.2}},
    {"offset": 5, "length": 2, "settings": {"weightDecay": 0}},
]


def usual():
    """What every optimizer is asked: its defaults, a rate, a decay, a schedule, groups."""
    return [
        {"settings": {}},
        {"settings": {"learningRate": 0.1}},
        {"settings": {"learningRate": 0.1, "weightDecay": 0.3}},
        {"settings": {"learningRate": 0.1}, "learningRates": RATES},
        {"settings": {"learningRate": 0.1, "weightDecay": 0.3}, "groups": GROUPS},
    ]


def kin_of_adam():
    return [
        *usual(),
        {"settings": {"learningRate": 0.1, "beta1": 0.5}},
        {"settings": {"learningRate": 0.1, "beta2": 0.9}},
        {"settings": {"learningRate": 0.1, "epsilon": 0.01}},
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
    "adaMax": (Adamax, kin_of_adam()),
    "nadam": (NAdam, [*kin_of_adam(), {"settings": {"learningRate": 0.1, "momentumDecay": 0.1}}]),
    "radam": (RAdam, [*kin_of_adam(), {"settings": {"learningRate": 0.1, "beta2": 0.7}}]),
    "rmsProp": (
        RMSprop,
        [
            *usual(),
            {"settings": {"learningRate": 0.1, "rho": 0.5}},
            {"settings": {"learningRate": 0.1, "epsilon": 0.01}},
            {"settings": {"learningRate": 0.1, "momentum": 0.9}},
            # With rho near 1 the first variances are small differences of large numbers, and torch's eps stands outside of the root.
            {"settings": {"learningRate": 0.01, "rho": 0.6, "epsilon": 0.01, "centered": True}},
            {"settings": {"learningRate": 0.01, "rho": 0.6, "epsilon": 0.01, "centered": True, "momentum": 0.5}},
        ],
    ),
    "adaGrad": (Adagrad, [*usual(), {"settings": {"learningRate": 0.1, "epsilon": 0.01}}]),
    "adaDelta": (
        Adadelta,
        [*usual(), {"settings": {"rho": 0.5}}, {"settings": {"learningRate": 0.5, "epsilon": 0.01}}],
    ),
    "lion": (Lion, [*usual(), {"settings": {"learningRate": 0.1, "beta1": 0.5, "beta2": 0.7}}]),
}
for name in ("adam", "adamW"):
    CASES[name][1].append({"settings": {"learningRate": 0.1, "beta2": 0.5, "amsgrad": True}})

# In the order in which they change the gradient. Gradients here are about 2.5 long, and many numbers of theirs are above 0.5.
CLIPS = {"clipValue": torch.nn.utils.clip_grad_value_, "clipGlobalNorm": torch.nn.utils.clip_grad_norm_}
CLIPPED = [
    {"optimizer": name, "settings": {"learningRate": 0.1, "weightDecay": 0.3}, **case}
    for name in ("sgd", "adam")
    for case in (
        {"clips": [["clipValue", 0.5]]},
        {"clips": [["clipGlobalNorm", 1]]},
        # Here some gradients are too long, and some are not.
        {"clips": [["clipGlobalNorm", 2.5]]},
        {"clips": [["clipGlobalNorm", 1]], "groups": GROUPS},
        {"clips": [["clipValue", 0.5], ["clipGlobalNorm", 0.9]]},
        {"clips": [["clipGlobalNorm", 0.9], ["clipValue", 0.5]]},
        {"clips": [["clipGlobalNorm", 1], ["clipGlobalNorm", 0.5]]},
    )
]


def renamed(optimizer, settings):
    result = {NAMES[name]: value for name, value in settings.items() if name in NAMES}
    if "rho" in settings:
        result["alpha" if optimizer is RMSprop else "rho"] = settings["rho"]
    if "beta1" in settings or "beta2" in settings:
        result["betas"] = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
    return result


def run(optimizer, case):
    """The parameters after 1, 10 and 100 steps."""
    groups = case.get("groups", [])
    cuts = sorted({0, len(START), *(end for g in groups for end in (g["offset"], g["offset"] + g["length"]))})
    parts = [slice(a, b) for a, b in zip(cuts, cuts[1:])]
    own = [next((g["settings"] for g in groups if g["offset"] == part.start), {}) for part in parts]
    parameters = [START[part].clone().requires_grad_() for part in parts]
    torch_groups = [{"params": [p], **renamed(optimizer, s)} for p, s in zip(parameters, own)]
    made = optimizer(torch_groups, **renamed(optimizer, case["settings"]))
    after = {}
    for step in range(STEPS[-1]):
        for group, settings in zip(made.param_groups, own):
            if "learningRates" in case and "learningRate" not in settings:
                group["lr"] = case["learningRates"][step]
        for parameter, part in zip(parameters, parts):
            parameter.grad = GRADIENTS[step, part].clone()
        for clip, size in case.get("clips", []):
            CLIPS[clip](parameters, size)
        made.step()
        after[step + 1] = torch.cat(parameters).tolist()
    return {str(n): after[n] for n in STEPS}


result = {
    "torch": torch.__version__,
    "start": START.tolist(),
    "gradients": GRADIENTS.tolist(),
    "optimizers": {
        name: [{**case, "after": run(optimizer, case)} for case in cases] for name, (optimizer, cases) in CASES.items()
    },
    "clipped": [{**case, "after": run(CASES[case["optimizer"]][0], case)} for case in CLIPPED],
}
out = Path(__file__).parents[2] / "packages/optim/test/fixtures/pytorch.json"
out.write_text(json.dumps(result, indent=1) + "\n")
