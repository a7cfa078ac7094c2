import { bench } from './bench.js';
import type { Request } from './protocol.js';

const answer = bench((message) => self.postMessage(message));

self.onmessage = ({ data }: MessageEvent<Request>) => answer(data);
