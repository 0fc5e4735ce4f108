import { localize } from '../../process-package/localized-text.js';
import { Notice } from '../../web/components/notice.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { OpenCase } from './case-access.js';

/** Asks once more, because it cannot be undone. */
export function WithdrawalPage({ frame, open }: { frame: PageFrame; open: OpenCase }) {
  const words = frame.texts.portal.status;
  const { withdrawal } = open.pkg.manifest;
  if (!withdrawal) return null;
  const title = localize(withdrawal.title, frame.language);
  return (
    <PortalLayout
      frame={frame}
      title={title}
      crumbs={[{ label: open.caseRow.number, href: open.base }, { label: title }]}
      isPrivate
    >
      <h1>{words.withdrawSure(title)}</h1>
      <p class="lead">{open.caseRow.subject}</p>
      <Notice tone="warn">
        {withdrawal.description && <p>{localize(withdrawal.description, frame.language)}</p>}
        <p>{words.withdrawWarning}</p>
      </Notice>
      <form method="post" action={`${open.base}/rueckzug`}>
        <div class="field">
          <label for="grund">{words.withdrawReason}</label>
          <textarea id="grund" name="grund" maxLength={1000} rows={4} />
        </div>
        <p class="buttons">
          <button class="button danger" type="submit">
            {title}
          </button>
          <a class="button quiet" href={open.base}>
            {words.withdrawKeep}
          </a>
        </p>
      </form>
    </PortalLayout>
  );
}
