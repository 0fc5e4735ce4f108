/** A citizen without a browser: what a form page would send, by plain HTTP. For tests and for the bench. */
export interface SubmittedByPost {
  /** Path of the receipt page; the status page is the same without `/eingang`. */
  receiptPath: string;
  statusPath: string;
}

type Data = Record<string, unknown>;

/** Completes the e-form of a service step by step, up to the summary. Throws with the page's errors when it is refused. */
export async function startDraftByPost(
  url: string,
  slug: string,
  service: string,
  data: Data,
): Promise<{ base: string; cookie: string }> {
  const started = await post(`${url}/gemeinde/${slug}/${service}/starten`, {});
  let location = started.location;
  const cookie = started.cookie;
  const base = location.replace(/\/\d+$/, '');
  // A form has at most a dozen pages; the last one leads to the summary.
  for (let step = 0; step < 15 && /\/\d+$/.test(location); step += 1) {
    const sent = await post(url + location, { daten: JSON.stringify(data) }, cookie);
    if (sent.status !== 303) throw new Error(`${location} answered ${sent.status}: ${errorsOf(sent.body)}`);
    location = sent.location;
  }
  return { base, cookie };
}

/** Completes the e-form of a service and sends it. */
export async function submitByPost(url: string, slug: string, service: string, data: Data): Promise<SubmittedByPost> {
  const { base, cookie } = await startDraftByPost(url, slug, service, data);
  const submitted = await post(`${url}${base}/einreichen`, {}, cookie);
  if (submitted.status !== 303)
    throw new Error(`The form was refused (${submitted.status}): ${errorsOf(submitted.body)}`);
  return { receiptPath: submitted.location, statusPath: submitted.location.replace(/\/eingang$/, '') };
}

/** Signs in and answers the cookie of the session. */
export async function signInByPost(url: string, email: string, password: string): Promise<string> {
  const answer = await post(`${url}/anmelden`, { email, passwort: password });
  if (answer.status !== 303 || answer.cookie === '') throw new Error(`${email} could not sign in: ${answer.status}`);
  return answer.cookie;
}

export async function post(
  address: string,
  fields: Record<string, string>,
  cookie = '',
): Promise<{ status: number; location: string; cookie: string; body: string }> {
  const response = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', cookie },
    body: new URLSearchParams(fields).toString(),
  });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    body: await response.text(),
  };
}

const errorsOf = (page: string): string =>
  [...(/class="error-summary"[\s\S]*?<\/ul>/.exec(page)?.[0] ?? page.slice(0, 500)).matchAll(/>([^<]+)</g)]
    .map((match) => match[1])
    .join(' · ');
