import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which version of a package a Gemeinde runs; new cases start on it. */
@Entity({ name: 'rollout', schema: 'app' })
export class RolloutEntity {
  @PrimaryColumn('text', { name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn('text', { name: 'package_id' })
  packageId: string;

  @Column('text')
  version: string;

  /** Definition that new cases start: by key, so that a deployment under way changes nothing. */
  @Column('bigint', { name: 'process_definition_key' })
  processDefinitionKey: string;

  @Column('bigint', { name: 'activated_at' })
  activatedAt: string;

  @Column('text', { name: 'activated_by' })
  activatedBy: string;
}
