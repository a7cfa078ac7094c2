import type { Feature, Pipeline, Target } from '@nn/data';
import { commented, quoted } from '../quoted.js';
import type { TorchModule } from './layers.js';

/** How a snippet begins: by this it is known again. */
export const SNIPPET_MARK = '# Written by nn export';

/** Modules that PyTorch does not have. */
const OWN: Readonly<Record<string, string>> = {
  Image: `class Image(nn.Module):
    """Rows of height x width x channels as images, channels first."""

    def __init__(self, height, width, channels):
        super().__init__()
        self.shape = (height, width, channels)

    def forward(self, x):
        return x.reshape(-1, *self.shape).permute(0, 3, 1, 2)`,
  Row: `class Row(nn.Module):
    """Images, channels first, as rows of height x width x channels."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)`,
  Whole: `class Whole(nn.Module):
    """Numbers as the whole numbers that an embedding takes."""

    def forward(self, x):
        return x.long()`,
};

const list = (texts: readonly string[]) => `[${texts.map(quoted).join(', ')}]`;

const featureCode = (f: Feature): string =>
  f.kind === 'number'
    ? `    {"name": ${quoted(f.name)}, "mean": ${f.mean}, "std": ${f.std}},`
    : `    {"name": ${quoted(f.name)}, "categories": ${list(f.categories)}, "fill": ${quoted(f.fill)}},`;

const READING = `MISSING = {"", "?", "nan", "#n/a"}
MISSING_NUMBER = MISSING | {"na", "n.a.", "n/a", "null", "none", "-"}


def encode(rows):
    """Rows, dictionaries by the names of the columns, as the numbers of training: numbers standardized, a column for each category."""

    def numbers(row):
        for f in FEATURES:
            value = row[f["name"]]
            text = "" if value is None else str(value).strip()
            if "categories" in f:
                word = f["fill"] if text.lower() in MISSING else text
                yield from (float(word == category) for category in f["categories"])
            else:
                number = f["mean"] if text.lower() in MISSING_NUMBER else float(text)
                yield (number - f["mean"]) / f["std"]

    return torch.tensor([list(numbers(row)) for row in rows], dtype=torch.float32)`;

const predicting = (target: Target): string =>
  target.kind === 'number'
    ? `def predict(rows):
    """A number in its own units for each row."""
    with torch.no_grad():
        return (model(encode(rows)).double() * ${target.std} + ${target.mean}).flatten().tolist()`
    : `CLASSES = ${list(target.classes)}


def predict(rows):
    """The most likely class of each row, and how likely each is."""
    with torch.no_grad():
        outputs = model(encode(rows)).tolist()
    return [{"label": CLASSES[y.index(max(y))], "probabilities": dict(zip(CLASSES, y))} for y in outputs]`;

const MAIN = `if __name__ == "__main__":
    # python3 THIS_FILE new.csv
    with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
        for answer in predict(csv.DictReader(file)):
            print(answer)`;

/** Python that defines `model`, loads its weights and, with a pipeline, predicts for rows of a table. */
export function snippet(
  modules: readonly TorchModule[],
  pipeline: Pipeline | undefined,
  { inputs, source, weights }: { inputs: number; source: string; weights: string },
): string {
  const own = Object.entries(OWN).filter(([name]) => modules.some(({ code }) => code.startsWith(`${name}(`)));
  const head = `${SNIPPET_MARK} from ${commented(source)}. It needs torch and safetensors (pip install torch safetensors).`;
  const imports = [
    ...(pipeline ? ['import csv', 'import sys'] : []),
    'from pathlib import Path',
    '',
    'import torch',
    'from safetensors.torch import load_file',
    'from torch import nn',
  ];
  const parts = [
    [head, ...imports].join('\n'),
    ...own.map(([, code]) => code),
    `model = nn.Sequential(\n${modules.map(({ code }) => `    ${code},\n`).join('')})
model.load_state_dict(load_file(Path(__file__).with_name(${quoted(weights)})))
model.eval()`,
    ...(pipeline
      ? [
          `FEATURES = [\n${pipeline.features.map(featureCode).join('\n')}\n]`,
          READING,
          predicting(pipeline.target),
          MAIN,
        ]
      : [`if __name__ == "__main__":\n    print(model(torch.zeros(1, ${inputs})))`]),
  ];
  return `${parts.join('\n\n\n')}\n`;
}
