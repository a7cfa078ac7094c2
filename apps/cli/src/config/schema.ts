import { settings } from './settings.js';

/** JSON Schema of `nn.config.json`, for editors: `nn.config.schema.json` of this package holds it. */
export const configSchema = () => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'nn.config.json: settings of nn train',
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    ...Object.fromEntries(settings.map(({ name, about, kind }) => [name, { description: about.en, ...kind.schema }])),
  },
  additionalProperties: false,
});
