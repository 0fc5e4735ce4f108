import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person who signs in. */
@Entity({ name: 'account', schema: 'app' })
export class AccountEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Lower case; the sign-in name. */
  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('boolean', { name: 'support_center' })
  supportCenter: boolean;

  @Column('boolean')
  disabled: boolean;
}
