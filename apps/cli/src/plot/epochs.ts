/** What was noted of an epoch. */
export interface Epoch {
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly validationLoss?: number | undefined;
  readonly validationAccuracy?: number | undefined;
}

const finite = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

function epochsOf(list: unknown): Epoch[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((line: Record<string, unknown> | null, i) => {
    const loss = finite(line?.loss);
    if (loss === undefined) return [];
    const { validationLoss, validationAccuracy } = line!;
    return {
      epoch: i + 1,
      loss,
      validationLoss: finite(validationLoss),
      validationAccuracy: finite(validationAccuracy),
    };
  });
}

/** The trainings that a model file tells of: the one that some rows were held back from, where there was one, and the one of the model itself. */
export function historyIn(metadata: Readonly<Record<string, unknown>>): { validating: Epoch[]; training: Epoch[] } {
  const { validating, training } = (metadata.history ?? {}) as Record<string, unknown>;
  return { validating: epochsOf(validating), training: epochsOf(training) };
}
