import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bounds } from './bounds.js';
import { hostName } from './hosts.js';
import { mediaType } from './read-rows.js';
import { Refused } from './refused.js';
import { routes } from './routes.js';

const THERE_IS = 'there are POST /predict, GET / (a form), GET /schema and GET /healthz';

/** Whether a request brings a body, of known length or not. */
export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** What is known of a body before it was read: its kind and, mostly, its length. */
function checkBody({ headers }: FastifyRequest, types: readonly string[], { body }: Bounds): void {
  const type = mediaType(headers['content-type']);
  if (!types.includes(type)) {
    throw new Refused(415, `expected a content-type of ${types.join(', ')}, got ${type === '' ? 'none' : `'${type}'`}`);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new Refused(415, `expected a body as it is, got one in content-encoding '${encoding}'`);
  if (Number(headers['content-length'] ?? 0) > body) throw tooLarge(body);
}

/** What is said of a body that is too large. */
export const tooLarge = (most: number): Refused =>
  new Refused(413, `the body is larger than ${most} bytes (--max-body); send the rows in several requests`);

/**
 * Decides by its headers what becomes of a request. Throws Refused where it is for another host, for what there is not, of a kind that is not read, or one too many.
 * What is let in counts until its answer was taken.
 */
export function doorkeeper(bounds: Bounds, hosts: ReadonlySet<string> | undefined) {
  let inside = 0;
  return (request: FastifyRequest, { raw }: FastifyReply): void => {
    const host = hostName(request.headers.host);
    // A page whose name was made to point to this machine could else ask in the name of who looks at it (DNS rebinding).
    if (hosts && !hosts.has(host))
      throw new Refused(
        403,
        `this server is not called '${host}' (--allow-host adds a name); it is called ${[...hosts].join(', ')}`,
      );
    const path = request.url.split('?')[0]!;
    const route = Object.hasOwn(routes, path) ? routes[path]! : undefined;
    if (!route) throw new Refused(404, `there is nothing at ${path}; ${THERE_IS}`);
    if (!route.methods.includes(request.method)) {
      const allow = route.methods.join(', ');
      throw new Refused(405, `${path} is asked by ${allow}, not by ${request.method}`, { allow });
    }
    if (request.method !== 'POST') return;
    checkBody(request, route.types, bounds);
    if (inside >= bounds.requests) {
      throw new Refused(503, `${bounds.requests} requests are being answered (--max-requests); try again`, {
        'retry-after': '1',
      });
    }
    inside++;
    raw.once('close', () => {
      inside--;
    });
  };
}
