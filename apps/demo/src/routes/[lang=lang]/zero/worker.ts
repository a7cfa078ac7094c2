import { compute } from './compute.js';
import type { Settings } from './settings.js';

self.onmessage = ({ data }: MessageEvent<Settings>) => self.postMessage(compute(data));
