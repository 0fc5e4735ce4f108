import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Refusals of the studio's interface as JSON, with everything the studio needs (findings, who saved meanwhile). */
@Catch(HttpException)
export class StudioExceptionFilter implements ExceptionFilter<HttpException> {
  catch(exception: HttpException, host: ArgumentsHost): void {
    const body = exception.getResponse();
    const answer = typeof body === 'string' ? { message: body } : body;
    void host.switchToHttp().getResponse<FastifyReply>().status(exception.getStatus()).send(answer);
  }
}
