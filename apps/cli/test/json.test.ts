import { expect, test } from 'vitest';
import { jsonText } from '../src/terminal/json.js';

test('JSON that does nothing on a terminal says the same', () => {
  const data = { 'a\u009b31m': 'b\u202egnp\u001b[2J\u007f', c: ['\u2028', '类别', 'é'] };
  const text = jsonText(data);
  expect(text).toBe('{"a\\u009b31m":"b\\u202egnp\\u001b[2J\\u007f","c":["\\u2028","类别","é"]}\n');
  expect(JSON.parse(text)).toEqual(data);
});

test('values are written as it is said, and indented', () => {
  expect(jsonText({ a: 1, b: [2] }, (_, value) => (value === 1 ? 'one' : value), 1)).toBe(
    '{\n "a": "one",\n "b": [\n  2\n ]\n}\n',
  );
});
