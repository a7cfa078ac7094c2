import { engine } from './engine.js';
import type { Request } from './protocol.js';

const answer = engine();

self.onmessage = ({ data }: MessageEvent<Request>) => self.postMessage(answer(data));
