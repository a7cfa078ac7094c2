import type { Diagnosis } from '../diagnosis.js';
import type { Course } from './course.js';
import { deadRelu } from './dead-relu.js';
import { explodingGradient } from './exploding-gradient.js';
import { identicalUnits } from './identical-units.js';
import { learningRateTooHigh } from './learning-rate-too-high.js';
import { learningRateTooLow } from './learning-rate-too-low.js';
import type { Look } from './look.js';
import { overfitting } from './overfitting.js';
import { saturatedUnits } from './saturated-units.js';
import { vanishingGradient } from './vanishing-gradient.js';

/** Every look at a network at one moment, in order; `first` is what it was like before. */
const ofMoments: readonly ((look: Look, first: Look) => readonly Diagnosis[])[] = [
  identicalUnits,
  deadRelu,
  saturatedUnits,
  vanishingGradient,
  explodingGradient,
];

/** Every look at a training as a whole, in order. */
const ofCourses: readonly ((course: Course) => readonly Diagnosis[])[] = [
  learningRateTooHigh,
  learningRateTooLow,
  overfitting,
];

/** What is wrong with a network as it is. */
export const lookAtMoment = (look: Look, first = look): Diagnosis[] => ofMoments.flatMap((check) => check(look, first));

/** What is wrong with how a training went. */
export const lookAtCourse = (course: Course): Diagnosis[] => ofCourses.flatMap((check) => check(course));
