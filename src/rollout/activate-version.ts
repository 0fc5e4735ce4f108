import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { CLOCK, type Clock } from '../config/clock.js';
import { ENGINE, type Engine } from '../engine/engine.js';
import { MunicipalityEntity } from '../municipality/municipality.entity.js';
import { PackageVersionEntity } from '../process-package/package.entity.js';
import { PackageLibrary } from '../process-package/package-library.js';
import { deployableResources } from '../process-package/process-package.js';
import { RolloutEntity } from './rollout.entity.js';

export type ActivateOutcome =
  | { ok: true }
  | { ok: false; code: 'UNKNOWN_VERSION' | 'UNKNOWN_MUNICIPALITY' | 'NO_PROFILE' | 'REFUSED'; message: string };

/**
 * Puts a published version to work in one Gemeinde. The engine gets its files under that Gemeinde; cases that run stay on
 * the version they began with, and so do all other Gemeinden.
 */
@Injectable()
export class ActivateVersion {
  constructor(
    @InjectRepository(RolloutEntity) private readonly rollouts: Repository<RolloutEntity>,
    @InjectRepository(PackageVersionEntity) private readonly versions: Repository<PackageVersionEntity>,
    @InjectRepository(MunicipalityEntity) private readonly municipalities: Repository<MunicipalityEntity>,
    private readonly library: PackageLibrary,
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async activate(bfs: string, packageId: string, version: string, actor: string): Promise<ActivateOutcome> {
    const municipality = await this.municipalities.findOneBy({ bfs });
    if (!municipality) {
      return { ok: false, code: 'UNKNOWN_MUNICIPALITY', message: `Es gibt keine Gemeinde mit der BFS-Nummer ${bfs}.` };
    }
    // Pages and letters would have no sender.
    if (Object.keys(municipality.profile).length === 0) {
      return {
        ok: false,
        code: 'NO_PROFILE',
        message: `${municipality.name} hat noch kein Profil (Adresse, Kontakt, Zahlungsangaben). Erfassen Sie es, bevor Sie ein Paket einsetzen.`,
      };
    }
    if (!(await this.versions.existsBy({ packageId, version }))) {
      return {
        ok: false,
        code: 'UNKNOWN_VERSION',
        message: `Version ${version} von «${packageId}» ist nicht veröffentlicht.`,
      };
    }
    const pkg = await this.library.version(packageId, version);
    // Deployed first: a Gemeinde never points to a version that its engine does not know. Deploying twice is harmless.
    const deployed = await this.engine.execute({
      type: 'deployResources',
      tenantId: bfs,
      resources: deployableResources(pkg),
    });
    if (!deployed.ok) {
      return {
        ok: false,
        code: 'REFUSED',
        message: `Die Prozess-Engine nimmt diese Version nicht an: ${deployed.rejection.reason}`,
      };
    }
    const main = deployed.value.processes.find((process) => process.bpmnProcessId === pkg.manifest.process);
    if (!main)
      return { ok: false, code: 'REFUSED', message: `Das Paket enthält den Prozess «${pkg.manifest.process}» nicht.` };
    await this.rollouts.upsert(
      {
        tenantId: bfs,
        packageId,
        version,
        processDefinitionKey: main.processDefinitionKey,
        activatedAt: String(this.clock.now()),
        activatedBy: actor,
      },
      ['tenantId', 'packageId'],
    );
    return { ok: true };
  }
}
