import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A package of the library; what it contains stands in its draft and its versions. */
@Entity({ name: 'package', schema: 'app' })
export class PackageEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  title: string;

  @Column('bigint', { name: 'created_at' })
  createdAt: string;
}

/** What a modeler is working on; one per package, protected by its revision. */
@Entity({ name: 'package_draft', schema: 'app' })
export class PackageDraftEntity {
  @PrimaryColumn('text', { name: 'package_id' })
  packageId: string;

  @Column('integer')
  revision: number;

  @Column('jsonb')
  files: Record<string, string>;

  @Column('text', { name: 'base_version', nullable: true })
  baseVersion: string | null;

  @Column('bigint', { name: 'saved_at' })
  savedAt: string;

  @Column('text', { name: 'saved_by' })
  savedBy: string;
}

/** A published version: never changed, identified by the hash of its content. */
@Entity({ name: 'package_version', schema: 'app' })
export class PackageVersionEntity {
  @PrimaryColumn('text', { name: 'package_id' })
  packageId: string;

  @PrimaryColumn('text')
  version: string;

  @Column('text', { name: 'content_hash' })
  contentHash: string;

  @Column('jsonb', { select: false })
  files: Record<string, string>;

  @Column('text')
  notes: string;

  @Column('bigint', { name: 'published_at' })
  publishedAt: string;

  @Column('text', { name: 'published_by' })
  publishedBy: string;
}
