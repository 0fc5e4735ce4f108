import type { LetterSender } from '../document/letter-definition.js';
import type { Municipality } from '../municipality/profile.js';

/** The Gemeinde as the sender of a letter. One that has not filled in its profile writes under its plain name. */
export function letterSender({ name, postalCode, profile }: Municipality): LetterSender {
  return {
    name,
    officialName: profile.officialName ?? `Gemeinde ${name}`,
    address: profile.address ?? { street: 'Gemeindeverwaltung', houseNumber: '', postalCode, town: name },
    phone: profile.phone ?? '',
    email: profile.email ?? '',
    website: profile.website,
    accent: profile.accent ?? '#0f5c63',
    crestSvg: profile.crestSvg,
    mayor: profile.mayor,
    clerk: profile.clerk,
    test: profile.test ?? false,
  };
}
