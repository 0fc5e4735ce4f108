import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionToken } from './session-cookie.js';
import { type SignedIn, SignIn } from './sign-in.js';

/** Somebody of a Gemeinde's staff, at work in one Gemeinde. */
export type StaffMember = SignedIn & { tenantId: string };

const PEOPLE = new WeakMap<FastifyRequest, StaffMember>();

/** Lets staff in. Who is not signed in is led to the sign-in page and back; scripts get 401 and keep what was typed. */
@Injectable()
export class StaffGuard implements CanActivate {
  constructor(private readonly signIn: SignIn) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const token = sessionToken(request);
    const who = token === undefined ? undefined : await this.signIn.resolve(token);
    const { tenantId } = who ?? {};
    if (who && tenantId !== undefined) {
      PEOPLE.set(request, { ...who, tenantId });
      return true;
    }
    if (who?.supportCenter === true && request.method === 'GET') {
      await reply.redirect('/studio', 303);
      return false;
    }
    const accepts = String(request.headers.accept ?? '');
    if (accepts.includes('application/json')) throw new UnauthorizedException();
    // The page to come back to: where the person was, never where a form was posted to.
    const back = request.method === 'GET' ? request.url : '/desk';
    await reply.redirect(`/anmelden?weiter=${encodeURIComponent(back)}`, 303);
    return false;
  }
}

/** The person whom {@link StaffGuard} has let in. */
export const Staff = createParamDecorator((_data: unknown, context: ExecutionContext): StaffMember => {
  const who = PEOPLE.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!who) throw new UnauthorizedException();
  return who;
});
