import type { FastifyReply, FastifyRequest } from 'fastify';
import { toCsv } from '../terminal/csv.js';
import type { OpenedModel } from '../training/model-file.js';
import { type Answer, answerer } from './answer-rows.js';
import { rowOfForm } from './page/form.js';
import { type Asked, page } from './page/page.js';
import { policy } from './page/style.js';
import { preferred } from './preferred.js';
import { mediaType, readers } from './read-rows.js';
import { Refused } from './refused.js';
import type { ServerSettings } from './server.js';

const HTML = 'text/html; charset=utf-8';
const CSV = 'text/csv; charset=utf-8';

/** A host as it may stand in an example of a call. */
const PLAIN_HOST = /^[\w.:[\]-]+$/;

const bytesOf = ({ body }: FastifyRequest): Uint8Array => {
  if (body instanceof Uint8Array && body.length > 0) return body;
  throw new Refused(400, 'the body is empty; expected at least one row');
};

/** Answers as a table: the target's column, as `nn predict` writes it, and beside it why there is no answer, where there is none. */
function answersAsCsv(target: string, answers: readonly Answer[]): string {
  const why = target === 'error' ? 'reason' : 'error';
  return toCsv([
    [target, why],
    ...answers.map((answer) => ('error' in answer ? ['', answer.error] : [answer.prediction, ''])),
  ]);
}

/** What a server answers at each of its paths. */
export function handlers(opened: OpenedModel, { name, bounds, lang, otherwise }: ServerSettings) {
  const { pipeline } = opened;
  const answer = answerer(opened);
  const began = performance.now();
  let answered = 0;

  const show = (request: FastifyRequest, reply: FastifyReply, asked?: Asked) => {
    const { host = '' } = request.headers;
    const language = lang ?? preferred(request.headers['accept-language'], ['en', 'zh']) ?? otherwise;
    const address = `http://${PLAIN_HOST.test(host) ? host : 'localhost'}`;
    reply.type(HTML).headers({ 'content-security-policy': policy, 'content-language': language });
    return reply.send(page({ pipeline, name, address, language }, asked));
  };

  return {
    predict: async (request: FastifyRequest, reply: FastifyReply) => {
      const { rows, notes } = readers[mediaType(request.headers['content-type'])]!(bytesOf(request));
      if (rows.length > bounds.rows) {
        throw new Refused(
          413,
          `${rows.length} rows are more than ${bounds.rows} (--max-rows); send them in several requests`,
        );
      }
      const predictions = answer(rows);
      answered += rows.length;
      const target = pipeline.target.name;
      if (preferred(request.headers.accept, ['application/json', 'text/csv']) === 'text/csv')
        return reply.type(CSV).send(answersAsCsv(target, predictions));
      return { target, predictions, ...(notes.length > 0 && { notes }) };
    },
    showForm: async (request: FastifyRequest, reply: FastifyReply) => show(request, reply),
    answerForm: async (request: FastifyRequest, reply: FastifyReply) => {
      const row = rowOfForm(pipeline, new URLSearchParams(Buffer.from(bytesOf(request)).toString()));
      answered++;
      return show(request, reply, { row, answer: answer([row])[0]! });
    },
    health: async () => ({ status: 'ok', model: name, rows: answered, uptime: (performance.now() - began) / 1000 }),
    schema: async () => ({ target: pipeline.target, columns: pipeline.features }),
  };
}
