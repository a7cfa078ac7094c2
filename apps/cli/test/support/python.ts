import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

/** A Python with PyTorch; undefined where there is none. */
export const pythonWithTorch = ['python3', '/usr/bin/python3'].find((python) => {
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** What stands for the package `safetensors` where it may be missing: its `load_file`, by the description of the format. */
const SAFETENSORS = `import json, struct, torch
def load_file(path):
    data = open(path, 'rb').read()
    (size,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + size])
    header.pop('__metadata__')
    def tensor(dtype, shape, data_offsets):
        assert dtype == 'F32'
        start, end = data_offsets
        return torch.frombuffer(bytearray(data[8 + size + start:8 + size + end]), dtype=torch.float32).reshape(shape)
    return {name: tensor(**entry) for name, entry in header.items()}
`;

/** Runs a script in this folder; gives what it printed. */
export function runPython(script: string, ...args: readonly string[]): string {
  mkdirSync('packages/safetensors', { recursive: true });
  writeFileSync('packages/safetensors/__init__.py', '');
  writeFileSync('packages/safetensors/torch.py', SAFETENSORS);
  return execFileSync(pythonWithTorch!, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: 'packages', OMP_NUM_THREADS: '1' },
  });
}
