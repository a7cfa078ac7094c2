import type { Case } from './case.js';
import { faultsOfCourses } from './faults-of-courses.js';
import { faultsOfData } from './faults-of-data.js';
import { faultsOfRecipes } from './faults-of-recipes.js';
import { faultsOfUnits } from './faults-of-units.js';

/** Faults, each made from a seed. */
export const faults: readonly Case[] = [...faultsOfData, ...faultsOfRecipes, ...faultsOfUnits, ...faultsOfCourses];
