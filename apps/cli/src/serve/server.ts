import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Language } from '../telling/text.js';
import { jsonText } from '../terminal/json.js';
import type { OpenedModel } from '../training/model-file.js';
import type { Bounds } from './bounds.js';
import { clientError } from './client-error.js';
import { cors } from './cors.js';
import { cutOff } from './cut-off.js';
import { doorkeeper, hasBody, tooLarge } from './doorkeeper.js';
import { handlers } from './handlers.js';
import { Refused } from './refused.js';

/** What a server is made for. */
export interface ServerSettings {
  /** What the model is called. */
  readonly name: string;
  readonly bounds: Bounds;
  /** Names by which the server may be called; any where it is not given. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Origins of pages that may read the answers; '*' is any. */
  readonly origins: readonly string[];
  /** The language of the page; where it is not given the browser's, or else `otherwise`. */
  readonly lang: Language | undefined;
  readonly otherwise: Language;
  /** Told of each request. */
  readonly log: (line: string) => void;
  /** Told of what should not have happened. */
  readonly trouble: (line: string) => void;
}

/** Milliseconds in which the headers of a request must have arrived, and for which a connection stays open without one. */
const HEADERS = 10_000;
const KEEP_ALIVE = 5000;

/** What every answer says of itself: what it is, that it is not to be kept, and not to be told of. */
const OF_ALL = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** A server without routes that closes connections of those who are slow or do not speak HTTP. */
function bounded({ body, connections, time }: Bounds): FastifyInstance {
  const times = {
    headersTimeout: Math.min(HEADERS, time),
    requestTimeout: time,
    keepAliveTimeout: Math.min(KEEP_ALIVE, time),
  };
  const app = fastify({
    // How often it is looked who was too slow.
    http: { ...times, connectionsCheckingInterval: Math.min(1000, time) },
    ...times,
    bodyLimit: body,
    return503OnClosing: false,
    clientErrorHandler: clientError,
    frameworkErrors: (error, _, reply) => {
      (reply as FastifyReply).code(400).send({ error: error.message });
    },
  });
  app.server.maxConnections = connections;
  // Who asks by hand sees the answer on a terminal.
  app.setReplySerializer((answer) => jsonText(answer).trimEnd());
  return app;
}

/** Sees an answer off: who does not take it in time is cut off; then the request is told of. */
function see({ method, url }: FastifyRequest, { raw }: FastifyReply, time: number, log: ServerSettings['log']): void {
  const began = performance.now();
  // To arrive, and to be taken.
  const slow = setTimeout(() => raw.destroy(), 2 * time);
  raw.once('close', () => {
    clearTimeout(slow);
    const status = raw.headersSent ? raw.statusCode : 'cut off';
    log(`${method} ${url.slice(0, 200)} ${status} ${(performance.now() - began).toFixed(1)} ms`);
  });
}

/** A server that answers for a model; it does not listen yet. Bad requests are refused with a reason, whatever they hold. */
export function server(opened: OpenedModel, settings: ServerSettings): FastifyInstance {
  const { bounds, origins, hosts, log, trouble } = settings;
  const app = bounded(bounds);
  const admit = doorkeeper(bounds, hosts);
  const { predict, showForm, answerForm, health, schema } = handlers(opened, settings);
  let stopping = false;

  // Every body is taken as bytes; which kinds are read was decided before.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    see(request, reply, bounds.time, log);
    reply.headers(OF_ALL);
    if (cors(request, reply, origins)) return reply.code(204).send();
    admit(request, reply);
    return undefined;
  });
  app.addHook('preClose', async () => {
    stopping = true;
  });
  // Connections on which requests were under way when the server was told to stop are not used again.
  app.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    const refused = refusalOf(error, bounds.body, trouble);
    if (hasBody(request) && !request.raw.readableEnded) cutOff(request, reply, refused);
    else reply.code(refused.statusCode).headers(refused.headers).send({ error: refused.message });
  });

  app.get('/', showForm);
  app.post('/', answerForm);
  app.post('/predict', predict);
  app.get('/healthz', health);
  app.get('/schema', schema);
  return app;
}

/** What went wrong, as an answer. What is nobody's fault but ours is told of here, and not to others. */
function refusalOf(
  error: Error & { code?: string; statusCode?: number },
  body: number,
  trouble: ServerSettings['trouble'],
): Refused {
  if (error instanceof Refused) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(body);
  if (error.statusCode !== undefined && error.statusCode < 500) return new Refused(error.statusCode, error.message);
  trouble(`something went wrong inside nn: ${error.message}`);
  return new Refused(500, 'something went wrong inside nn');
}
