import { Body, Controller, Get, Inject, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { ENVIRONMENT, type Environment } from '../../config/environment.js';
import { clearSessionCookie, sessionToken, setSessionCookie } from '../../identity/session-cookie.js';
import { SignIn } from '../../identity/sign-in.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { RATE_LIMITS } from '../../web/http/rate-limits.js';
import { pageFrame } from '../../web/page-frame.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { localPath } from '../../web/http/local-path.js';
import { SignInPage } from './sign-in-page.js';

const text = (value: unknown, max: number): string => (typeof value === 'string' ? value.slice(0, max) : '');

/** Signing in and out, for staff and support center alike. */
@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get('anmelden')
  show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('weiter') next: unknown,
    @Query('abgemeldet') left: unknown,
  ): FastifyReply {
    const frame = pageFrame(request);
    const words = frame.texts.desk.signIn;
    const notice = left !== undefined ? words.signedOut : next !== undefined ? words.expired : undefined;
    return sendPage(reply, h(SignInPage, { frame, next: localPath(next, ''), email: '', notice }));
  }

  @Post('anmelden')
  @RouteConfig({ rateLimit: RATE_LIMITS.guess, guarded: true })
  async enter(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<FastifyReply> {
    const fields = (body ?? {}) as Record<string, unknown>;
    const email = text(fields['email'], 254).trim();
    const password = text(fields['passwort'], 200);
    const next = localPath(fields['weiter'], '');
    const frame = pageFrame(request);
    const words = frame.texts.desk.signIn;
    const refuse = (error: string, status: number): FastifyReply =>
      sendPage(reply, h(SignInPage, { frame, next, email, error }), status);
    if (email === '' || password === '') return refuse(words.missing, 422);
    const outcome = await this.signIn.signIn(email, password);
    if (!outcome.ok) return refuse(outcome.code === 'LOCKED' ? words.locked : words.wrong, 422);
    setSessionCookie(reply, outcome.token, this.environment.PUBLIC_URL?.startsWith('https:') === true);
    return seeOther(reply, next || (outcome.supportCenter ? '/studio' : '/desk'));
  }

  @Post('abmelden')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const token = sessionToken(request);
    const who = token === undefined ? undefined : await this.signIn.resolve(token);
    if (who) await this.signIn.signOut(who);
    clearSessionCookie(reply);
    return seeOther(reply, '/anmelden?abgemeldet');
  }

  @Post('abmelden/ueberall')
  @UseGuards(StaffGuard)
  async leaveEverywhere(@Staff() who: StaffMember, @Res() reply: FastifyReply): Promise<FastifyReply> {
    await this.signIn.signOutEverywhere(who);
    clearSessionCookie(reply);
    return seeOther(reply, '/anmelden?abgemeldet');
  }

  @Post('desk/gemeinde')
  @UseGuards(StaffGuard)
  async change(@Staff() who: StaffMember, @Body() body: unknown, @Res() reply: FastifyReply): Promise<FastifyReply> {
    await this.signIn.switchTenant(who, text((body as Record<string, unknown> | undefined)?.['bfs'], 4));
    return seeOther(reply, '/desk');
  }
}
