"""What `nn predict` is compared with: a pandas and scikit-learn script that answers every row of a CSV.

predict.py fit TABLE TARGET MODEL           trains StandardScaler and MLPClassifier (128 units, as nn by default) and pickles them
predict.py predict MODEL TABLE [AT_ONCE]    writes a CSV of answers to standard output; with AT_ONCE so many rows at a time, as one would where a table is
                                            larger than memory
Needs Debian's python3-sklearn and python3-pandas."""

import pickle
import sys

import pandas as pd


def fit(table, target, model):
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    frame = pd.read_csv(table)
    pipeline = make_pipeline(StandardScaler(), MLPClassifier((128,), max_iter=1000, random_state=0))
    pipeline.fit(frame.drop(columns=target), frame[target])
    with open(model, "wb") as file:
        pickle.dump((pipeline, target), file)


def predict(model, table, at_once=None):
    with open(model, "rb") as file:
        pipeline, target = pickle.load(file)
    parts = pd.read_csv(table, chunksize=int(at_once)) if at_once else [pd.read_csv(table)]
    for k, part in enumerate(parts):
        answers = pd.DataFrame({target: pipeline.predict(part)})
        answers.to_csv(sys.stdout, index=False, header=k == 0)


{"fit": fit, "predict": predict}[sys.argv[1]](*sys.argv[2:])
