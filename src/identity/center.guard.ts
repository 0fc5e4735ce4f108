import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sessionToken } from './session-cookie.js';
import { type SignedIn, SignIn } from './sign-in.js';

const PEOPLE = new WeakMap<FastifyRequest, SignedIn>();

/** Lets people of the support center in; unsafe methods must carry the session's token in `x-csrf-token`. */
@Injectable()
export class CenterGuard implements CanActivate {
  constructor(private readonly signIn: SignIn) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = sessionToken(request);
    const who = token === undefined ? undefined : await this.signIn.resolve(token);
    if (!who) throw new UnauthorizedException('Ihre Sitzung ist abgelaufen. Melden Sie sich neu an.');
    if (!who.supportCenter) {
      throw new ForbiddenException('Das Studio ist den Personen des Support-Centers vorbehalten.');
    }
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== who.csrfToken) {
      throw new ForbiddenException(
        'Die Seite ist veraltet. Laden Sie sie neu; Ihre Arbeit bleibt in diesem Browser gesichert.',
      );
    }
    PEOPLE.set(request, who);
    return true;
  }
}

/** The person whom {@link CenterGuard} has let in. */
export const CenterPerson = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const who = PEOPLE.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!who) throw new UnauthorizedException();
  return who;
});
