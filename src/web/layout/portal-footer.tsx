import type { PageFrame } from '../page-frame.js';
import { displayPhone, phoneHref } from '../phone.js';

/** How to reach people, and the pages that law asks for. */
export function PortalFooter({ frame }: { frame: PageFrame }) {
  const { texts, municipality } = frame;
  const profile = municipality?.profile;
  const words = texts.web.footer;
  const base = municipality ? `/gemeinde/${municipality.slug}` : '';
  return (
    <footer>
      <div class="inner">
        {municipality && profile?.phone && (
          <div>
            <h2>{words.contact}</h2>
            <address>
              {profile.officialName ?? municipality.name}
              {profile.address && (
                <>
                  <br />
                  {profile.address.street} {profile.address.houseNumber}
                  <br />
                  {profile.address.postalCode} {profile.address.town}
                </>
              )}
            </address>
            <ul>
              <li>
                <a href={phoneHref(profile.phone)}>{displayPhone(profile.phone)}</a>
              </li>
              {profile.email && (
                <li>
                  <a href={`mailto:${profile.email}`}>{profile.email}</a>
                </li>
              )}
            </ul>
          </div>
        )}
        {profile?.openingHours && profile.openingHours.length > 0 && (
          <div>
            <h2>{words.openingHours}</h2>
            <ul>
              {profile.openingHours.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <h2>{words.service}</h2>
          <ul>
            <li>
              <a href={`${base}/datenschutz`}>{words.privacy}</a>
            </li>
            <li>
              <a href={`${base}/barrierefreiheit`}>{words.accessibility}</a>
            </li>
            <li>
              <a href={`${base}/impressum`}>{words.imprint}</a>
            </li>
            <li>
              <a href="/pruefen">{words.verify}</a>
            </li>
            <li>
              <a href="/anmelden">{texts.web.signIn}</a>
            </li>
          </ul>
        </div>
        <p class="powered">{words.center}</p>
      </div>
    </footer>
  );
}
