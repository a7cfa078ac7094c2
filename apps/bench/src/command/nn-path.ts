import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The command `nn`, as it is installed. */
export const nnPath = join(dirname(createRequire(import.meta.url).resolve('@nn/cli/package.json')), 'bin', 'nn.js');

/** Debian's packages are for the system's own Python. */
export const python = process.env.PYTHON ?? '/usr/bin/python3';
