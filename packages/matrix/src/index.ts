export type { Backend, Program, Region } from './backend.js';
export type { Dim, DType, Matrix } from './matrix.js';
export type { Body, Buffer, Instruction, Size, Step } from './plan.js';
