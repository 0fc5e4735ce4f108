import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DraftUploads } from '../../form/draft-uploads.js';
import type { StepOutcome } from '../../form/form-drafts.js';
import { clockTime } from '../../web/format.js';
import type { SaveAnswer, UploadAnswer } from '../../web/form/form-island-props.js';
import { readUpload } from '../../web/http/read-upload.js';
import { pageFrame } from '../../web/page-frame.js';

/** Answers the browser's autosave. `undefined` = there is nothing (any more) to save into. */
export function answerSave(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: StepOutcome | undefined,
): FastifyReply {
  const { texts: words, language } = pageFrame(request);
  const send = (status: number, value: SaveAnswer): FastifyReply =>
    reply.status(status).header('cache-control', 'no-store').send(value);
  if (outcome?.ok)
    return send(200, {
      ok: true,
      stand: outcome.stand,
      message: words.form.savedAt(clockTime(outcome.savedAt, language)),
    });
  if (outcome?.code === 'CONFLICT')
    return send(409, { ok: false, code: 'CONFLICT', message: words.form.conflictTitle });
  return send(404, { ok: false, code: 'GONE', message: words.desk.tasks.gone });
}

/** The task is somebody else's by now: what was typed is stored all the same, and saving ends. */
export function answerTaken(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = pageFrame(request).texts.desk.task.changed;
  return reply
    .status(409)
    .header('cache-control', 'no-store')
    .send({ ok: false, code: 'GONE', message } satisfies SaveAnswer);
}

/** Takes the one file of a request into a draft; without a draft there is nothing to take it into. */
export async function answerUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  uploads: DraftUploads,
  draft: { tenantId: string; id: string } | undefined,
): Promise<FastifyReply> {
  const words = pageFrame(request).texts;
  const send = (status: number, value: UploadAnswer): FastifyReply =>
    reply.status(status).header('cache-control', 'no-store').send(value);
  if (!draft) return send(404, { ok: false, message: words.desk.tasks.gone });
  const received = await readUpload(request);
  if (!received.ok)
    return send(received.code === 'NONE' ? 400 : 413, { ok: false, message: words.form.upload[received.code] });
  const outcome = await uploads.add(draft.tenantId, draft.id, received.name, received.content);
  return outcome.ok ? send(201, outcome) : send(422, { ok: false, message: words.form.upload[outcome.code] });
}
