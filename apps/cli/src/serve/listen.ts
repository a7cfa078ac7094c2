import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { CommandError } from '../terminal/errors.js';
import { urlOf } from './hosts.js';

/** Why a server cannot listen, by the system's code, and what to do. */
const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) =>
    `port ${port} is taken by another program; try --port ${port < 65_535 ? port + 1 : 8080}, or --port 0 for any that is free`,
  EACCES: (_, port) => `port ${port} is not permitted; try one from 1024 on, such as --port 8080`,
  EADDRNOTAVAIL: (host) => `--host ${host}: this machine has no such address; try 127.0.0.1, or 0.0.0.0 for all it has`,
  ENOTFOUND: (host) =>
    `--host ${host}: there is no such name; try 127.0.0.1, or 0.0.0.0 for all addresses of this machine`,
};

/** The addresses that mean 'all', and what reaches them from this machine. */
const ALL: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Has a server listen; gives the URL at which this machine reaches it. Throws CommandError where it cannot. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    // 'localhost' may be two addresses; one is enough, and then every bound holds for one server.
    await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port });
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new CommandError(reasons[code]?.(host, port) ?? `cannot listen on ${urlOf(host, port)}: ${message}`, {
      cause,
    });
  }
  const { address, port: given } = app.server.address() as AddressInfo;
  return urlOf(ALL[address] ?? address, given);
}
