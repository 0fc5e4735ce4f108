import { Module } from '@nestjs/common';
import { AccountAdmin } from './account-admin.js';
import { SignIn } from './sign-in.js';

/** Accounts, sign-in and sessions. */
@Module({ providers: [SignIn, AccountAdmin], exports: [SignIn, AccountAdmin] })
export class IdentityModule {}
