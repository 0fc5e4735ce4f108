import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENVIRONMENT, type Environment } from '../../config/environment.js';
import type { Variables } from '../../engine/engine.js';
import type { DraftRow } from '../../form/draft.store.js';
import { DRAFT_LIFETIME_MS, FormDrafts } from '../../form/form-drafts.js';
import { type FormSchema, formSteps, type FormStep } from '../../form/form-schema.js';
import type { Municipality } from '../../municipality/profile.js';
import type { Service } from '../../rollout/service-directory.js';
import type { Language } from '../../texts/texts.js';
import { pageFrame } from '../../web/page-frame.js';
import { canStartOnline } from '../service-facts.js';
import { PortalData } from '../portal-data.js';
import { startContext, startFormOf } from './start-form.js';

/** A draft that this browser may open, with everything its pages need. */
export interface OpenDraft {
  municipality: Municipality;
  service: Service;
  draft: DraftRow;
  schema: FormSchema;
  steps: FormStep[];
  context: Variables;
  language: Language;
  /** Address of the draft's pages. */
  base: string;
}

export interface DraftAddress {
  slug: string;
  service: string;
  draft: string;
}

/** Who may open a draft: the browser that began it, and whoever has its secret link. */
@Injectable()
export class DraftAccess {
  private readonly isSecure: boolean;

  constructor(
    private readonly data: PortalData,
    private readonly drafts: FormDrafts,
    @Inject(ENVIRONMENT) environment: Environment,
  ) {
    this.isSecure = environment.PUBLIC_URL?.startsWith('https:') ?? false;
  }

  /** Undefined when anything about the address is unknown; which part it was stays hidden. */
  async open(request: FastifyRequest, address: DraftAddress, key?: string): Promise<OpenDraft | undefined> {
    const municipality = await this.data.municipality(address.slug);
    const service = municipality && (await this.data.service(municipality, address.service));
    if (!municipality || !service || !canStartOnline(service)) return undefined;
    const token = key ?? request.cookies[cookieName(address.draft)];
    const draft = await this.drafts.open(municipality.bfs, address.draft, token);
    if (!draft || draft.package_id !== service.packageId || draft.user_task_key !== null) return undefined;
    const schema = startFormOf(service);
    const context = startContext(service, municipality);
    const base = draftPath(address);
    const { language } = pageFrame(request);
    return { municipality, service, draft, schema, steps: formSteps(schema), context, language, base };
  }

  /** Lets this browser open the draft. */
  remember(reply: FastifyReply, slug: string, draftId: string, token: string): void {
    void reply.setCookie(cookieName(draftId), token, {
      path: `/gemeinde/${slug}`,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
      maxAge: DRAFT_LIFETIME_MS / 1000,
    });
  }

  tokenOf(request: FastifyRequest, draftId: string): string | undefined {
    return request.cookies[cookieName(draftId)];
  }
}

const cookieName = (draftId: string): string => `entwurf_${draftId.replace(/[^0-9a-f]/g, '').slice(0, 12)}`;

export const draftPath = ({ slug, service, draft }: DraftAddress): string =>
  `/gemeinde/${slug}/${service}/entwurf/${draft}`;
