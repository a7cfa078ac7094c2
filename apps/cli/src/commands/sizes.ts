import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** A number of bytes from 1: '500kb', '1.5mb', '4000'. */
export function bytes(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const size = Math.round(Number(digits) * (UNITS[unit.toLowerCase()] ?? 0));
  if (size >= 1 && size <= 1e9) return size;
  throw new InvalidArgumentError(`expected a size from 1b to 1gb such as 500kb or 2mb, got '${text}'`);
}
