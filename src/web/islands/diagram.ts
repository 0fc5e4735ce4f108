/** Draws the process with its tokens: what is done, what runs, what stands still. */
import './diagram.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Diagram {
  xml: string;
  active: string[];
  completed: string[];
  stopped: string[];
}

interface Canvas {
  zoom(kind: 'fit-viewport', center?: 'auto'): void;
  addMarker(id: string, marker: string): void;
  scrollToElement?(id: string): void;
}

interface Registry {
  get(id: string): unknown;
}

async function draw(place: HTMLElement): Promise<void> {
  const response = await fetch(place.dataset.diagram ?? '', { headers: { accept: 'application/json' } });
  if (!response.ok) return;
  const { xml, ...marks } = (await response.json()) as Diagram;
  const viewer = new NavigatedViewer({ container: place });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  for (const [kind, ids] of Object.entries(marks)) {
    for (const id of ids) if (registry.get(id)) canvas.addMarker(id, `is-${kind}`);
  }
  canvas.zoom('fit-viewport', 'auto');
  place.classList.add('drawn');
  // The drawing is one picture for screen readers, and the list below says the same; the link of bpmn.io stands beside it.
  const drawing = place.querySelector('.djs-container svg');
  drawing?.setAttribute('role', 'img');
  drawing?.setAttribute('aria-label', place.getAttribute('aria-label') ?? '');
  const renewed = (): void => {
    removeEventListener('renewed', renewed);
    viewer.destroy();
    place.replaceChildren();
    void draw(place);
  };
  addEventListener('renewed', renewed);
}

for (const place of document.querySelectorAll<HTMLElement>('[data-diagram]')) {
  // Below the fold and on slow lines it can wait until somebody looks.
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    void draw(place);
  });
  observer.observe(place);
}
