import { type BeforeApplicationShutdown, Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import { CaseProjection } from '../case/case-projection.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';

/** A line now and then keeps proxies from closing the stream. */
const HEARTBEAT_MS = 25_000;
/** Streams of one person at a time; a forgotten window must not hold a connection for ever. */
const MAXIMUM_PER_PERSON = 12;
/** Bursts of changes are told once. */
const PAUSE_MS = 150;

/** Tells open pages that something changed in their Gemeinde; they then fetch what they show (Server-Sent Events). */
@Controller('desk/ereignisse')
@UseGuards(StaffGuard)
export class LiveController implements BeforeApplicationShutdown {
  private readonly open = new Map<string, number>();

  private readonly streams = new Set<PassThrough>();

  constructor(private readonly projection: CaseProjection) {}

  /** Streams never end by themselves, and the server waits for its requests. Browsers come back by themselves. */
  beforeApplicationShutdown(): void {
    for (const stream of this.streams) stream.end();
  }

  @Get()
  stream(@Staff() who: StaffMember, @Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const count = this.open.get(who.email) ?? 0;
    if (count >= MAXIMUM_PER_PERSON) return reply.status(429).send();
    this.open.set(who.email, count + 1);
    const stream = new PassThrough();
    this.streams.add(stream);
    let waiting: NodeJS.Timeout | undefined;
    const tell = (): void => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        stream.write('event: change\ndata: 1\n\n');
      }, PAUSE_MS);
    };
    const unsubscribe = this.projection.onChanged((changed) => {
      if (changed(who.tenantId)) tell();
    });
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS);
    request.raw.once('close', () => {
      this.streams.delete(stream);
      unsubscribe();
      clearInterval(heartbeat);
      clearTimeout(waiting);
      stream.end();
      const left = (this.open.get(who.email) ?? 1) - 1;
      if (left > 0) this.open.set(who.email, left);
      else this.open.delete(who.email);
    });
    stream.write('retry: 3000\n\n');
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(stream);
  }
}
