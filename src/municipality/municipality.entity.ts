import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MunicipalityProfile } from './profile.js';

/** A Gemeinde of the region; its BFS number is the tenant id everywhere. */
@Entity({ name: 'municipality', schema: 'app' })
export class MunicipalityEntity {
  @PrimaryColumn('text')
  bfs: string;

  @Column('text')
  name: string;

  @Column('text')
  slug: string;

  @Column('text')
  district: string;

  @Column('text', { name: 'postal_code' })
  postalCode: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column('text', { nullable: true })
  successor: string | null;

  @Column('jsonb')
  profile: MunicipalityProfile;
}
