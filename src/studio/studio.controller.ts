import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Get,
  HttpException,
  NotFoundException,
  Param,
  Post,
  Put,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import type { z } from 'zod';
import { CenterGuard, CenterPerson } from '../identity/center.guard.js';
import type { SignedIn } from '../identity/sign-in.js';
import type { Finding } from '../process-package/finding.js';
import { schemaFault } from '../process-package/schema-fault.js';
import { validatePackage } from '../process-package/validate-package.js';
import { ActivateVersion } from '../rollout/activate-version.js';
import { PACKAGE_CHECKS } from '../rollout/package-checks.js';
import { PublishVersion } from '../rollout/publish-version.js';
import { PackageIdPipe, VersionPipe } from './address.pipe.js';
import { SaveDraft } from './save-draft.js';
import { StudioExceptionFilter } from './studio-exception.filter.js';
import { StudioQueries } from './studio-queries.js';
import { publishRequest, rolloutRequest, saveDraftRequest, validateRequest } from './studio-requests.js';

/** The studio's HTTP interface; JSON in, JSON out, sentences for people in `message`. */
@Controller('studio/api')
@UseGuards(CenterGuard)
@UseFilters(StudioExceptionFilter)
export class StudioController {
  constructor(
    private readonly queries: StudioQueries,
    private readonly saveDraft: SaveDraft,
    private readonly publishVersion: PublishVersion,
    private readonly activateVersion: ActivateVersion,
  ) {}

  @Get('session')
  session(@CenterPerson() who: SignedIn): object {
    return { user: { name: who.name, email: who.email }, csrfToken: who.csrfToken };
  }

  @Get('packages')
  packages(): Promise<object> {
    return this.queries.packages();
  }

  @Get('gemeinden')
  gemeinden(): Promise<object> {
    return this.queries.gemeinden();
  }

  @Get('packages/:id/draft')
  async draft(@Param('id', PackageIdPipe) id: string): Promise<object> {
    return (await this.queries.draft(id)) ?? unknownPackage(id);
  }

  @Get('packages/:id/versions/:version')
  async version(
    @Param('id', PackageIdPipe) id: string,
    @Param('version', VersionPipe) version: string,
  ): Promise<object> {
    const files = await this.queries.versionFiles(id, version);
    if (!files) throw new NotFoundException(`Version ${version} von «${id}» gibt es nicht.`);
    return { files };
  }

  @Put('packages/:id/draft')
  async save(
    @Param('id', PackageIdPipe) id: string,
    @Body() body: unknown,
    @CenterPerson() who: SignedIn,
  ): Promise<object> {
    const { revision, files } = parse(saveDraftRequest, body);
    const outcome = await this.saveDraft.save(id, revision, new Map(Object.entries(files)), who.email);
    if (outcome.ok) return { revision: outcome.revision };
    if (outcome.code === 'UNKNOWN_PACKAGE') return unknownPackage(id);
    if (outcome.code === 'FILES') return refuse(422, outcome.findings[0]?.message ?? '', outcome.findings);
    const { savedBy, savedAt } = outcome;
    throw new ConflictException({
      message: `${savedBy} hat das Paket inzwischen gespeichert. Ihre Fassung bleibt hier; laden Sie die andere und führen Sie beide zusammen.`,
      savedBy,
      savedAt,
    });
  }

  @Post('packages/:id/validate')
  async validate(@Param('id', PackageIdPipe) _id: string, @Body() body: unknown): Promise<{ findings: Finding[] }> {
    const { files } = parse(validateRequest, body);
    const { findings } = await validatePackage(new Map(Object.entries(files)), PACKAGE_CHECKS);
    return { findings };
  }

  @Post('packages/:id/publish')
  async publish(
    @Param('id', PackageIdPipe) id: string,
    @Body() body: unknown,
    @CenterPerson() who: SignedIn,
  ): Promise<object> {
    const { revision, version, notes } = parse(publishRequest, body);
    const draft = (await this.queries.draft(id)) ?? unknownPackage(id);
    if (draft.revision !== revision) {
      throw new ConflictException(
        'Der Entwurf wurde inzwischen geändert. Laden Sie ihn neu, bevor Sie veröffentlichen.',
      );
    }
    const files = new Map(Object.entries(draft.files));
    const outcome = await this.publishVersion.publish({ packageId: id, version, files, notes, actor: who.email });
    if (!outcome.ok) return refuse(422, outcome.message, outcome.findings);
    return { version: outcome.version, contentHash: outcome.contentHash };
  }

  @Post('packages/:id/rollouts')
  async rollOut(
    @Param('id', PackageIdPipe) id: string,
    @Body() body: unknown,
    @CenterPerson() who: SignedIn,
  ): Promise<object> {
    const { bfs, version } = parse(rolloutRequest, body);
    const outcome = await this.activateVersion.activate(bfs, id, version, who.email);
    if (!outcome.ok) return refuse(outcome.code.startsWith('UNKNOWN') ? 404 : 422, outcome.message, []);
    return { state: 'aktiv' };
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body, { error: schemaFault });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadRequestException(
    `Die Anfrage ist nicht vollständig: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}

function unknownPackage(id: string): never {
  throw new NotFoundException(`Das Paket «${id.slice(0, 64)}» gibt es nicht.`);
}

function refuse(status: number, message: string, findings: Finding[]): never {
  throw new HttpException({ message, findings }, status);
}
