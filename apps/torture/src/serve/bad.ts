import type { Chance } from '../chance.js';
import { mutated } from '../mutate-json.js';
import type { Asked, Reply } from './ask.js';
import { JSON_TYPE, type Tried } from './good.js';

/** So large may a body be. */
export const MAX_BODY = 50_000;

const CSV_TYPE = { 'content-type': 'text/csv' };
const deep = (n: number) => '['.repeat(n) + ']'.repeat(n);
const ROWS = [{ sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 }];

/** What is asked, and with which status it must be answered. */
const REFUSED: readonly (readonly [status: number, asked: Asked])[] = [
  [400, { headers: JSON_TYPE, body: '' }],
  [400, { headers: JSON_TYPE, body: '{"sepal_length":' }],
  [400, { headers: JSON_TYPE, body: '[NaN, 1e999, Infinity]' }],
  [400, { headers: JSON_TYPE, body: '[]' }],
  [400, { headers: JSON_TYPE, body: '['.repeat(40_000) }],
  [400, { headers: JSON_TYPE, body: Uint8Array.of(0xff, 0xfe, 0x00, 0x80, 0xc0) }],
  [400, { headers: CSV_TYPE, body: 'sepal_length,sepal_width\n1,2,3\n1\n' }],
  [400, { headers: CSV_TYPE, body: 'a,b\n"never closed,1\n' }],
  [400, { headers: CSV_TYPE, body: 'a,a\n1,2\n' }],
  [200, { headers: JSON_TYPE, body: deep(20_000) }],
  [200, { headers: JSON_TYPE, body: `{"sepal_length":${deep(10_000)}}` }],
  [200, { headers: CSV_TYPE, body: 'sepal_length,sepal_width,petal_length,petal_width\n1e999,0x10,, \n1,5,one,1\n' }],
  [200, { headers: { 'content-type': 'application/x-ndjson' }, body: '{"a":1}\nno\n[]\n"\u0000"\n' }],
  [415, { headers: { 'content-type': 'text/plain' }, body: 'hello' }],
  [415, { body: '{}' }],
  [415, { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: '{}' }],
  [413, { headers: JSON_TYPE, body: `[${' '.repeat(MAX_BODY)}]` }],
  [413, { headers: { ...CSV_TYPE, 'transfer-encoding': 'chunked' }, body: 'x'.repeat(4 * MAX_BODY) }],
  [413, { headers: JSON_TYPE, body: 'x'.repeat(5_000_000) }],
  [404, { path: '/nowhere', method: 'GET' }],
  [404, { path: '/../../etc/passwd', method: 'GET' }],
  [404, { path: '/__proto__', method: 'POST', headers: JSON_TYPE, body: '{}' }],
  [405, { path: '/predict', method: 'GET' }],
  [405, { path: '/predict', method: 'DELETE' }],
  [405, { path: '/healthz', method: 'POST', headers: JSON_TYPE, body: '{}' }],
  [403, { headers: { ...JSON_TYPE, host: 'rebound.example' }, body: '{}' }],
  [400, { path: '/%zz', method: 'GET' }],
  [200, { path: '/', method: 'GET' }],
  [200, { path: '/schema', method: 'GET' }],
  [200, { path: '/healthz', method: 'GET' }],
];

/** What is wrong with an answer, whatever was asked. */
function unfit({ status, headers, text }: Reply): string | undefined {
  if (status >= 500) return `status ${status}: ${text.slice(0, 300)}`;
  if (!String(headers['content-type']).startsWith('application/json')) return undefined;
  const said = JSON.parse(text) as { error?: unknown };
  return status >= 400 && typeof said.error !== 'string' ? `status ${status} without a reason` : undefined;
}

/** A request that cannot be answered as it is, or that nobody can tell what to answer. */
export function badRequest(by: Chance): Tried {
  if (by.below(4) === 0) {
    const body = JSON.stringify(mutated(by.of([ROWS, ROWS[0], { rows: ROWS }]), by)) ?? 'null';
    return { what: `the JSON ${body}`, asked: { headers: JSON_TYPE, body }, wrong: unfit };
  }
  if (by.below(8) === 0) {
    const body = Uint8Array.from({ length: by.below(300) }, () => by.below(256));
    const headers = by.of([JSON_TYPE, CSV_TYPE]);
    return { what: `the bytes ${body.join(' ')}`, asked: { headers, body }, wrong: unfit };
  }
  const [status, asked] = by.of(REFUSED);
  return {
    what: JSON.stringify(asked).slice(0, 200),
    asked,
    wrong: (reply) =>
      unfit(reply) ??
      (reply.status === status ? undefined : `status ${reply.status}, expected ${status}: ${reply.text.slice(0, 200)}`),
  };
}
