/** Where a BLAS is looked for, and what brings one. */
export interface Candidates {
  /** Names for the system's loader, tried one after the other. */
  readonly names: readonly string[];
  /** What to do where none of them is there. */
  readonly install: string;
}

const linux: Candidates = {
  // Fedora has the one with threads under a name of its own; Alpine and Arch count from 3.
  names: ['libopenblasp.so.0', 'libopenblas.so.0', 'libopenblas.so.3', 'libopenblas.so'],
  install:
    "install OpenBLAS: 'apt-get install libopenblas0' (Debian, Ubuntu), 'dnf install openblas-threads' (Fedora), 'apk add openblas' (Alpine)",
};

const systems: Partial<Record<NodeJS.Platform, Candidates>> = {
  darwin: {
    names: ['/System/Library/Frameworks/Accelerate.framework/Accelerate'],
    install: "macOS brings Accelerate along, so this one is damaged; 'brew install openblas' gives another",
  },
  win32: {
    names: ['libopenblas.dll', 'openblas.dll'],
    install: 'put libopenblas.dll (https://github.com/OpenMathLib/OpenBLAS/releases) into a folder of PATH',
  },
};

/** The libraries to try on this system: OpenBLAS, or Accelerate on macOS. */
export const candidates = (platform: NodeJS.Platform = process.platform): Candidates => systems[platform] ?? linux;
