"""Balanced class weights, from scikit-learn: packages/net/test/fixtures/class-weights.json."""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.utils.class_weight import compute_class_weight

rng = np.random.default_rng(0)
CASES = [[0, 1], [0, 0, 0, 1], [2, 0, 1, 1, 2, 2, 2], rng.choice(5, 200, p=[0.6, 0.2, 0.1, 0.06, 0.04]).tolist()]


def case(classes):
    weights = compute_class_weight("balanced", classes=np.unique(classes), y=np.array(classes))
    return {"classes": classes, "weights": weights.tolist()}


path = Path(__file__).parents[2] / "packages/net/test/fixtures/class-weights.json"
path.write_text(json.dumps({"scikit-learn": sklearn.__version__, "balanced": [case(c) for c in CASES]}) + "\n")
