"""Tables for nn to be compared on, and what scikit-learn's defaults reach on them: StandardScaler, then MLPClassifier or MLPRegressor.

Writes FOLDER/NAME-SEED-{train,test}.csv and prints one JSON object: {"sklearn": VERSION, "results": {NAME: {"task": ..., "rows": ..., "scores": [one
for each seed], "standardized": [...]}}}; the last are those of regressions whose target is standardized too, which scikit-learn's defaults do not do.
Needs Debian's python3-sklearn and python3-pandas."""

import json
import sys
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn import datasets
from sklearn.compose import TransformedTargetRegressor, make_column_selector, make_column_transformer
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
folder, seeds, *wanted = sys.argv[1:]


def bundled(load):
    data = load(as_frame=True)
    frame = data.data.copy()
    frame["target"] = data.target if data.get("target_names") is None else [f"class {k}" for k in data.target]
    return frame


def made(make, label=None, **options):
    x, y = make(random_state=1, **options)
    frame = pd.DataFrame(x, columns=[f"x{i}" for i in range(x.shape[1])])
    frame["target"] = [f"{label} {k}" for k in y] if label else y
    return frame


def mixed():
    """Numbers and words that act together on a number."""
    rng = np.random.RandomState(2)
    n = 800
    town = rng.choice(["Bern", "Basel", "Genf", "Lugano"], n)
    area = rng.uniform(20, 200, n)
    age = rng.uniform(0, 100, n)
    base = pd.Series(town).map({"Bern": 9, "Basel": 8, "Genf": 12, "Lugano": 7}).to_numpy()
    price = 1000 * area * base * np.exp(-age / 150) + rng.normal(0, 50_000, n)
    return pd.DataFrame({"town": town, "area": area, "age": age, "target": price})


tables = {
    "digits": ("classes", lambda: bundled(datasets.load_digits).assign(target=lambda f: "class " + f["target"].astype(str))),
    "iris": ("classes", lambda: bundled(datasets.load_iris)),
    "wine": ("classes", lambda: bundled(datasets.load_wine)),
    "breast cancer": ("classes", lambda: bundled(datasets.load_breast_cancer)),
    "moons": ("classes", lambda: made(datasets.make_moons, "moon", n_samples=400, noise=0.2)),
    "made classes": ("classes", lambda: made(datasets.make_classification, "class", n_samples=1500, n_features=20, n_informative=8, n_classes=4)),
    "diabetes": ("number", lambda: bundled(datasets.load_diabetes)),
    "linear": ("number", lambda: made(datasets.make_regression, n_samples=500, n_features=10, noise=20)),
    "friedman": ("number", lambda: made(datasets.make_friedman1, n_samples=1000, noise=1)),
    "houses": ("number", mixed),
}

results = {}
for name, (task, load) in tables.items():
    if wanted and name not in wanted:
        continue
    frame = load()
    scores = []
    standardized = []
    for seed in range(int(seeds)):
        stratify = frame["target"] if task == "classes" else None
        train, test = train_test_split(frame, test_size=0.2, random_state=seed, stratify=stratify)
        train.to_csv(f"{folder}/{name}-{seed}-train.csv", index=False)
        test.to_csv(f"{folder}/{name}-{seed}-test.csv", index=False)
        numbers = make_column_selector(dtype_include=np.number)
        words = make_column_selector(dtype_exclude=np.number)
        prepare = make_column_transformer((StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), words))
        model = (MLPClassifier if task == "classes" else MLPRegressor)(random_state=seed)
        pipeline = make_pipeline(prepare, model)
        pipeline.fit(train.drop(columns="target"), train["target"])
        scores.append(pipeline.score(test.drop(columns="target"), test["target"]))
        if task == "number":
            fair = make_pipeline(prepare, TransformedTargetRegressor(model, transformer=StandardScaler()))
            fair.fit(train.drop(columns="target"), train["target"])
            standardized.append(fair.score(test.drop(columns="target"), test["target"]))
    results[name] = {"task": task, "rows": len(frame), "scores": scores, "standardized": standardized}
print(json.dumps({"sklearn": sklearn.__version__, "results": results}))
