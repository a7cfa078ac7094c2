import type { Backend } from '@nn/matrix';
import { dense, network } from '@nn/net';
import { expectTypeOf } from 'vitest';
import { BlasError, type BlasOptions, blas, blasAvailable } from '../src/index.js';

expectTypeOf(blas).toEqualTypeOf<(options?: BlasOptions) => Backend>();
expectTypeOf(blasAvailable()).toEqualTypeOf<boolean>();
expectTypeOf(new BlasError('')).toExtend<Error>();

// A network takes it as it is.
network({ inputs: 1, layers: [dense(1)], backend: blas() });

blas({ threads: 2, library: 'libopenblas.so.0', smallest: 1, required: true });
// @ts-expect-error threads are a number
blas({ threads: 'auto' });
// @ts-expect-error there is no such option
blas({ thread: 2 });
// @ts-expect-error a library is named, alone it is no option
blasAvailable('libopenblas.so.0');
