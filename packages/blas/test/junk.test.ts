import { describeJunk } from '../../../refusals.shared.js';
import * as library from '../src/index.js';

describeJunk(library, { BlasError: 'an error, as any Error is made' });
