import type { VerifiedDocument } from '../../document/document.store.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { TextField } from '../../web/components/field.js';
import { Icon } from '../../web/components/icon.js';
import { Notice } from '../../web/components/notice.js';
import { longDate } from '../../web/format.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';

export interface VerifyPageProps {
  frame: PageFrame;
  typed: string;
  document?: VerifiedDocument | undefined;
  isMissing?: boolean;
  isUnknown?: boolean;
}

/** Asks for a code and says what it belongs to. */
export function VerifyPage({ frame, typed, document, isMissing, isUnknown }: VerifyPageProps) {
  const words = frame.texts.portal.verify;
  return (
    <PortalLayout frame={frame} title={words.title} isPrivate={typed !== ''}>
      {isMissing && (
        <ErrorSummary title={frame.texts.web.errorSummary} errors={[{ message: words.missing, fieldId: 'code' }]} />
      )}
      <h1>{words.title}</h1>
      {document && (
        <Notice tone="good">
          <h2>
            <Icon name="check" /> {words.foundTitle}
          </h2>
          <p>{words.foundText}</p>
          <dl class="facts">
            <dt>{words.document}</dt>
            <dd>{document.title}</dd>
            <dt>{words.issuer}</dt>
            <dd>{document.municipality}</dd>
            <dt>{words.date}</dt>
            <dd>{longDate(document.released_at, frame.language)}</dd>
            <dt>{words.label}</dt>
            <dd>{typed}</dd>
          </dl>
          <p>{words.compareNote}</p>
        </Notice>
      )}
      {isUnknown && (
        <Notice tone="bad">
          <h2>
            <Icon name="warning" /> {words.unknownTitle}
          </h2>
          <p>{words.unknownText}</p>
        </Notice>
      )}
      {!document && <p class="lead">{words.lead}</p>}
      <form action="/pruefen" method="get">
        <TextField
          id="code"
          name="code"
          label={words.label}
          hint={words.hint}
          error={isMissing ? words.missing : undefined}
          value={document ? '' : typed}
          autocomplete="off"
          maxLength={40}
        />
        <button class="button" type="submit">
          {words.submit}
        </button>
      </form>
    </PortalLayout>
  );
}
