"""The contestants that are Python: `contestants.py torch|sklearn|numpy THREADS` speaks the protocol of src/serve.ts, and with `--once JOB`
does one job and ends. Needs Debian's python3-torch, python3-sklearn, python3-numpy."""

import json
import sys
import time

import numpy as np


class Cannot(Exception):
    """For a job that does not exist on this side: a fact to be told, not a failure."""


def read(path, rows, cols):
    return np.fromfile(path, dtype="<f4", count=rows * cols).reshape(rows, cols)


def read_weights(job):
    """Weights (inputs x outputs) and biases of each layer."""
    flat, at, layers = np.fromfile(job["weights"], dtype="<f4"), 0, []
    for inputs, outputs in zip(job["sizes"], job["sizes"][1:]):
        weight = flat[at : at + inputs * outputs].reshape(inputs, outputs)
        at += weight.size
        layers.append((weight, flat[at : at + outputs]))
        at += outputs
    return layers


def samples(job, part):
    rows, sizes = job[part]["rows"], job["sizes"]
    return read(job[part]["x"], rows, sizes[0]), read(job[part]["t"], rows, sizes[-1])


def judge(y, job):
    """As src/contestants/judge.ts."""
    _, t = samples(job, "test")
    y = np.asarray(y, dtype=np.float64).reshape(t.shape)
    squared = job["loss"] == "meanSquaredError"
    loss = ((y - t) ** 2).mean() if squared else -(t * np.log(np.maximum(y, 1e-38))).sum(axis=1).mean()
    right = (y > 0.5) == (t > 0.5) if t.shape[1] == 1 else y.argmax(axis=1) == t.argmax(axis=1)
    # JSON knows no NaN.
    return {"loss": float(loss) if np.isfinite(loss) else None, "accuracy": float(right.mean())}


def fingerprint(values):
    flat = np.asarray(values, dtype=np.float64).ravel()
    return {"sum": float((flat * (1 + np.arange(flat.size) % 7)).sum())}


class Work:
    """A job made ready; see src/contestants/contestant.ts."""

    def __init__(self, run, outcome, reset=None):
        self.run, self.outcome, self.reset = run, outcome, reset


class Torch:
    def __init__(self, threads):
        import torch

        torch.set_num_threads(threads)
        self.torch = torch
        self.versions = {"torch": torch.__version__}

    def layers(self, job):
        nn = self.torch.nn
        modules = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}
        layers = []
        for k, (inputs, outputs) in enumerate(zip(job["sizes"], job["sizes"][1:])):
            layers.append(nn.Linear(inputs, outputs))
            last = k == len(job["sizes"]) - 2
            layers.append(modules.get(job["output"] if last else job["hidden"], nn.Identity)())
        return nn.Sequential(*layers)

    def set_weights(self, model, job):
        linear = [layer for layer in model if hasattr(layer, "weight")]
        with self.torch.no_grad():
            for layer, (weight, bias) in zip(linear, read_weights(job)):
                layer.weight.copy_(self.torch.from_numpy(weight.T.copy()))
                layer.bias.copy_(self.torch.from_numpy(bias.copy()))

    def training(self, job):
        torch = self.torch
        model = self.layers(job)
        x, t = (torch.from_numpy(a) for a in samples(job, "train"))
        classes = job["loss"] == "crossEntropy"
        if classes:
            t = t.argmax(dim=1)
        loss_of = torch.nn.CrossEntropyLoss() if classes else torch.nn.MSELoss()
        make = torch.optim.SGD if job["optimizer"] == "sgd" else torch.optim.Adam
        size = job["batchSize"]

        def run():
            optimizer = make(model.parameters(), lr=job["learningRate"])
            total = 0.0
            for start in range(0, len(x), size):
                optimizer.zero_grad()
                loss = loss_of(model(x[start : start + size]), t[start : start + size])
                loss.backward()
                optimizer.step()
                total += loss.item()

        def outcome():
            with torch.no_grad():
                y = model(torch.from_numpy(samples(job, "test")[0]))
            return judge((torch.softmax(y, dim=1) if classes else y).numpy(), job)

        return Work(run, outcome, lambda: self.set_weights(model, job))

    def matmul(self, job):
        a, b = (self.torch.from_numpy(read(job[name], job["n"], job["n"])) for name in "ab")
        out = self.torch.empty(job["n"], job["n"])
        return Work(lambda: self.torch.mm(a, b, out=out), lambda: fingerprint(out.numpy()))

    def inference(self, job):
        model = self.layers(job)
        self.set_weights(model, job)
        x = read(job["x"], job["rows"], job["sizes"][0])

        def run():
            with self.torch.no_grad():
                y = model(self.torch.from_numpy(x))
                return (self.torch.softmax(y, dim=1) if job["output"] == "softmax" else y).numpy()

        return Work(run, lambda: fingerprint(run()))


class Sklearn:
    def __init__(self, threads):
        import sklearn
        from sklearn.neural_network import MLPClassifier

        self.classifier = MLPClassifier
        self.versions = {"scikit-learn": sklearn.__version__}

    def model(self, job, x, t):
        """A classifier that was fitted once, so that it has places for weights. Ten sigmoids are classes that may be true together; their
        loss is the cross-entropy, since scikit-learn has no sigmoid at the end of a squared error."""
        sgd = job["optimizer"] == "sgd"
        # The slope of the squared error, mean over outputs, is 2 y (1 - y) / outputs of that of the cross-entropy: a rate of that order.
        rate = job["learningRate"] * (0.5 / job["sizes"][-1] if sgd else 1)
        model = self.classifier(
            hidden_layer_sizes=job["sizes"][1:-1],
            activation={"sigmoid": "logistic"}.get(job["hidden"], job["hidden"]),
            solver="sgd" if sgd else "adam",
            momentum=0,
            nesterovs_momentum=False,
            alpha=0,
            learning_rate_init=rate,
            batch_size=job.get("batchSize", 1),
            max_iter=1,
            shuffle=False,
            warm_start=True,
        )
        return model.fit(x, self.targets(job, t))

    @staticmethod
    def targets(job, t):
        return t.argmax(axis=1) if job["output"] == "softmax" else t.astype(int) if t.shape[1] > 1 else t.ravel().astype(int)

    @staticmethod
    def set_weights(model, job):
        layers = read_weights(job)
        model.coefs_ = [weight.copy() for weight, _ in layers]
        model.intercepts_ = [bias.copy() for _, bias in layers]

    @staticmethod
    def predict(model, x):
        y = model.predict_proba(x)
        return y[:, 1:] if model.n_outputs_ == 1 else y

    def training(self, job):
        x, t = samples(job, "train")
        model, targets = self.model(job, x, t), self.targets(job, t)
        test = samples(job, "test")[0]
        reset = lambda: self.set_weights(model, job)
        return Work(lambda: model.fit(x, targets), lambda: judge(self.predict(model, test), job), reset)

    def inference(self, job):
        x = read(job["x"], job["rows"], job["sizes"][0])
        outputs = job["sizes"][-1]
        some = np.zeros((outputs, x.shape[1]), dtype=np.float32)
        model = self.model({**job, "optimizer": "adam", "learningRate": 0.001}, some, np.eye(outputs))
        self.set_weights(model, job)
        run = lambda: model.predict_proba(x)
        return Work(run, lambda: fingerprint(run()))


class Numpy:
    def __init__(self, threads):
        self.versions = {"numpy": np.__version__, **blas()}

    def matmul(self, job):
        a, b = (read(job[name], job["n"], job["n"]) for name in "ab")
        out = np.empty_like(a)
        return Work(lambda: np.matmul(a, b, out=out), lambda: fingerprint(out))

    def inference(self, job):
        layers = read_weights(job)
        x = read(job["x"], job["rows"], job["sizes"][0])
        if (job["hidden"], job["output"]) != ("relu", "softmax"):
            raise Cannot("is written for ReLU and softmax")

        def run():
            y = x
            for weight, bias in layers[:-1]:
                y = np.maximum(y @ weight + bias, 0)
            z = y @ layers[-1][0] + layers[-1][1]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)

        return Work(run, lambda: fingerprint(run()))


def blas():
    """Which BLAS serves, where that can be known."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return {}
    return {"BLAS": f"{i['internal_api']} {i['version']} ({i.get('architecture')})" for i in threadpool_info() if i["user_api"] == "blas"}


def measure(work, at_least):
    """As src/contestants/measure.ts."""
    runs, total, together = 0, 0.0, 1
    while True:
        if work.reset:
            work.reset()
        began = time.perf_counter()
        for _ in range(together):
            work.run()
        total += time.perf_counter() - began
        runs += together
        if not work.reset:
            together = runs
        if total >= at_least:
            return total / runs


def prepare(contestant, job):
    make = getattr(contestant, job["kind"], None)
    if make is None:
        raise Cannot
    return make(job)


def serve(contestant):
    answer({"ready": True, "versions": contestant.versions})
    work = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "prepare":
                work = None
                work = prepare(contestant, request["job"])
                answer({"ready": True})
            elif request["do"] == "run":
                answer({"seconds": measure(work, request["atLeast"])})
            else:
                answer({"outcome": work.outcome()})
        except Exception as error:
            answer({"cannot" if isinstance(error, Cannot) else "failed": str(error)})


def answer(value):
    print(json.dumps(value), flush=True)


def main():
    import warnings

    # scikit-learn warns that one epoch is too few.
    warnings.filterwarnings("ignore")
    name, threads, *once = sys.argv[1:]
    try:
        contestant = {"torch": Torch, "sklearn": Sklearn, "numpy": Numpy}[name](int(threads))
    except ImportError as error:
        return answer({"failed": str(error)})
    if not once:
        return serve(contestant)
    with open(once[1]) as file:
        work = prepare(contestant, json.load(file))
    if work.reset:
        work.reset()
    work.run()


main()
