import { dense, network, sigmoid } from '@nn/net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BlasError, blas, blasAvailable } from '../src/index.js';

describe('where no BLAS can be loaded', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  beforeEach(() => warn.mockClear());
  afterEach(() => vi.unstubAllGlobals());

  test('it is said once, with what was tried and what to do, and WebAssembly serves', () => {
    const backend = blas({ library: 'nowhere.so' });
    expect(backend.name).toBe('wasm');
    const model = network({ inputs: 2, layers: [dense(1, sigmoid)], backend });
    expect(model.predict([[0, 0]]).at(0, 0)).toBe(0.5);
    expect(blas({ library: 'nowhere.so' }).name).toBe('wasm');
    expect(warn).toHaveBeenCalledTimes(1);
    const [message, options] = warn.mock.calls[0]!;
    expect(message).toMatch(/^blas: no BLAS could be loaded \(nowhere\.so: .+\); give the path/);
    expect(message).toContain('WebAssembly backend serves');
    expect(options).toMatchObject({ type: 'BlasWarning' });
  });

  test('that is an error where one is required', () => {
    expect(() => blas({ library: 'nowhere.so', required: true })).toThrow(BlasError);
    expect(() => blas({ library: 'nowhere.so', required: true })).toThrow('nowhere.so');
    expect(warn).not.toHaveBeenCalled();
  });

  test('blasAvailable says no, and nothing else', () => {
    expect(blasAvailable({ library: 'nowhere.so' })).toBe(false);
    expect(warn).not.toHaveBeenCalled();
  });

  test.runIf(process.platform === 'linux')('a library that is no BLAS is told from one that is not there', () => {
    const message = 'no BLAS could be loaded (libm.so.6: it has no function cblas_sgemm)';
    expect(() => blas({ library: 'libm.so.6', required: true })).toThrow(message);
  });
});

test('options that make no sense are refused', () => {
  expect(() => blas({ threads: 0 })).toThrow(new RangeError('blas: threads: expected a whole number from 1, got 0'));
  expect(() => blas({ threads: 1.5 })).toThrow('got 1.5');
  expect(() => blas({ smallest: Number.NaN })).toThrow('blas: smallest: expected a whole number from 1, got NaN');
});
