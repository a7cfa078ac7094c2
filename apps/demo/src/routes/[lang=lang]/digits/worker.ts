import { engine } from './engine.js';
import type { Request } from './protocol.js';

const answer = engine();

self.onmessage = async ({ data }: MessageEvent<Request>) => self.postMessage(await answer(data));
