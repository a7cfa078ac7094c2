import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Lets pages of these origins ('*': of any) read the answers, by the headers of the Fetch standard. Tells whether the request was only a
 * browser's question if it may.
 */
export function cors({ method, headers }: FastifyRequest, reply: FastifyReply, origins: readonly string[]): boolean {
  if (origins.length === 0) return false;
  const any = origins.includes('*');
  const { origin } = headers;
  reply.header('vary', 'origin');
  if (origin === undefined || !(any || origins.includes(origin))) return false;
  reply.header('access-control-allow-origin', any ? '*' : origin);
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
  reply.header('access-control-allow-methods', 'GET, POST');
  reply.header('access-control-allow-headers', 'accept, content-type');
  reply.header('access-control-max-age', '600');
  return true;
}
