import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refused } from './refused.js';

/** How long a client that is still sending is listened to, in milliseconds. */
const LINGER = 1000;

/**
 * Refuses a request whose body is still under way. The connection ends, but not before the client had the time to read why: where it is
 * closed upon what still arrives, the answer is lost on the way.
 */
export function cutOff(
  { raw: request }: FastifyRequest,
  reply: FastifyReply,
  { statusCode, message, headers }: Refused,
): void {
  const { raw: response } = reply.hijack();
  const text = JSON.stringify({ error: message });
  const length = String(Buffer.byteLength(text));
  reply.headers(headers).headers({ connection: 'close', 'content-length': length });
  reply.type('application/json; charset=utf-8');
  response.writeHead(statusCode, reply.getHeaders() as OutgoingHttpHeaders);
  response.write(text);
  const timer = setTimeout(() => response.end(), LINGER);
  request.once('end', () => response.end());
  response.once('close', () => clearTimeout(timer));
  request.resume();
}
