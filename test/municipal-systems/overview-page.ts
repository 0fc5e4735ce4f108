import { MUNICIPALITIES } from './demo-data.js';
import type { MunicipalState, ReceivedEntry } from './municipal-state.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The page at `/`: says loudly that all of this is simulated, and lists what arrived. */
export function overviewPage(state: MunicipalState, faults: Record<string, string>): string {
  const rows = state.list().slice(-200).reverse().map(row).join('');
  const faultText =
    Object.entries(faults)
      .map(([system, mode]) => `${system}: ${mode}`)
      .join(', ') || 'keine';
  return `<!doctype html><html lang="de-CH"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>SIMULIERT: Gemeindesysteme</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}h1{color:#8c1d18}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;text-align:left;padding:.3rem .6rem;vertical-align:top}pre{margin:0;white-space:pre-wrap;font-size:.8rem;max-height:12rem;overflow:auto}</style></head>
<body><h1>SIMULIERT</h1><p>Einwohnerregister, Gebäude- und Wohnungsregister, Parzellendienst, Amtsblatt und Finanzsoftware für die Vorführung. Alle Daten sind erfunden und gehen beim Beenden verloren.</p>
<p>Störungen: ${escape(faultText)}</p><table><thead><tr><th>Zeit</th><th>Gemeinde</th><th>System</th><th>Eingang</th><th>Inhalt</th></tr></thead><tbody>${rows || '<tr><td colspan="5">Noch nichts eingegangen.</td></tr>'}</tbody></table></body></html>`;
}

function row(entry: ReceivedEntry): string {
  const body = JSON.stringify(entry.body, (key, value: unknown) => (key === 'pdf' ? '(PDF)' : value), 1);
  const municipality = MUNICIPALITIES[entry.bfs]?.name ?? entry.bfs;
  return `<tr><td>${escape(entry.at)}</td><td>${escape(municipality)}</td><td>${escape(entry.system)}</td><td>${escape(entry.kind)}<br>${escape(entry.id)}</td><td><pre>${escape(body)}</pre></td></tr>`;
}
