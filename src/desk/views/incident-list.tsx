import { dateTime } from '../../web/format.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { CaseDetail } from '../case-detail.js';

/** Written by a worker for people; everything else is the engine's own text, for whoever helps. */
const FOR_PEOPLE = new Set(['JOB_NO_RETRIES']);

/** Why a case stands still, and the button that starts the step again. */
export function IncidentList({ detail, frame }: { detail: CaseDetail; frame: PageFrame }) {
  if (detail.incidents.length === 0) return null;
  const words = frame.texts.desk.case;
  return (
    <section class="incidents" aria-labelledby="stillstand">
      <h2 id="stillstand">{words.incidentTitle}</h2>
      {detail.incidents.map((incident) => {
        const forPeople = FOR_PEOPLE.has(incident.error_type);
        return (
          <article key={incident.key}>
            <h3>
              {words.incidentAt(detail.elementNames.get(incident.element_id) || incident.element_id)}
              <small>{dateTime(incident.created_at, frame.language)}</small>
            </h3>
            <p>{forPeople ? incident.error_message : words.incidentGeneric}</p>
            {!forPeople && (
              <details>
                <summary>{words.incidentDetail}</summary>
                <pre>{incident.error_message}</pre>
              </details>
            )}
            <form action={`/desk/faelle/${detail.row.id}/stoerungen/${incident.key}`} method="post">
              <button class="button" type="submit">
                {words.retry}
              </button>
            </form>
          </article>
        );
      })}
    </section>
  );
}
