import type { Municipality } from '../../municipality/profile.js';
import type { PageFrame } from '../../web/page-frame.js';
import { displayPhone, phoneHref } from '../../web/phone.js';

/** Counter, telephone, paper: nobody has to use a computer. */
export function OtherWays({ frame, municipality }: { frame: PageFrame; municipality: Municipality }) {
  const words = frame.texts.portal.service;
  const { phone, address, openingHours, officialName } = municipality.profile;
  return (
    <div class="panel">
      <h2>{words.otherWays}</h2>
      <h3>{words.counter}</h3>
      <p>
        {words.counterText}
        {openingHours?.map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
      </p>
      {phone && (
        <>
          <h3>{words.phone}</h3>
          <p>
            <a href={phoneHref(phone)}>{displayPhone(phone)}</a>
          </p>
        </>
      )}
      <h3>{words.paper}</h3>
      <p>
        {words.paperText}
        {address && (
          <>
            <br />
            {officialName}, {address.street} {address.houseNumber}, {address.postalCode} {address.town}
          </>
        )}
      </p>
    </div>
  );
}
