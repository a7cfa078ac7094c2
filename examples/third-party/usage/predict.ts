// Loads model.safetensors and predicts, also without the compiler. The activation stands in the file as its formula; the layer is code, so its reader is given.
import { readFileSync } from 'node:fs';
import { load } from '@nn/net';
import { load as loadPredictor } from '@nn/net/predict';
import { layers } from '@someone/nn-extras';
import { x } from './samples.js';

const bytes = readFileSync('model.safetensors');
const predictions = [...load(bytes, { layers }).model.predict(x).data];
const withoutCompiler = [...loadPredictor(bytes, { layers }).predict(x).data];
console.log(JSON.stringify({ predictions, withoutCompiler }, null, 1));
