import { isLanguage } from '$lib/i18n/index.js';

export const match = isLanguage;
