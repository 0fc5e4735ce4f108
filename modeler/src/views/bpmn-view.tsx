import type { MutableRef } from 'preact/hooks';
import { useEffect, useRef } from 'preact/hooks';
import type { Finding } from '../api/types.js';
import { BpmnCanvas } from '../canvas/bpmn-canvas.js';
import { words } from '../words.js';

export interface BpmnHandle {
  select(elementId: string): void;
  flush(): Promise<void>;
}

interface Props {
  file: string;
  xml: string;
  /** Element to select once the model is shown. */
  element?: string;
  handle: MutableRef<BpmnHandle | null>;
  onChange: (xml: string) => void;
  onLint: (findings: Finding[]) => void;
  onProblem: (text: string) => void;
}

/** Hosts the BPMN editor; the model is read once, afterwards the editor owns it. */
export function BpmnView({ file, xml, element, handle, onChange, onLint, onProblem }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const events = useRef({ changed: onChange, linted: onLint });
  events.current = { changed: onChange, linted: onLint };

  useEffect(() => {
    if (!container.current || !panel.current) return undefined;
    const canvas = new BpmnCanvas(container.current, panel.current, file, {
      changed: (content) => events.current.changed(content),
      linted: (findings) => events.current.linted(findings),
    });
    handle.current = canvas;
    void canvas.open(xml).then((problem) => (problem ? onProblem(problem) : element && canvas.select(element)));
    return () => {
      handle.current = null;
      canvas.destroy();
    };
  }, []);

  return (
    <div class="bpmn">
      <div class="canvas" ref={container} />
      <aside class="properties" aria-label={words.properties} ref={panel} />
    </div>
  );
}
