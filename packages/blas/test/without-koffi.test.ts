import { expect, test, vi } from 'vitest';
import { BlasError, blas, blasAvailable } from '../src/index.js';

vi.mock('node:module', async (original) => ({
  ...(await original<typeof import('node:module')>()),
  createRequire: () => (name: string) => {
    throw new Error(`Cannot find module '${name}'\nRequire stack:\n- somewhere`);
  },
}));

test('without koffi that is said, once, and WebAssembly serves', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  expect(blasAvailable()).toBe(false);
  expect(warn).not.toHaveBeenCalled();
  expect([blas().name, blas().name]).toEqual(['wasm', 'wasm']);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]![0]).toContain('koffi, which calls native code, cannot be loaded');
  expect(warn.mock.calls[0]![0]).toContain("(Cannot find module 'koffi')");
  expect(warn.mock.calls[0]![0]).toContain('npm install koffi --include=optional');
  expect(() => blas({ required: true })).toThrow(BlasError);
});
