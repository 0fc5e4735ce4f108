import BpmnModeler from 'bpmn-js/lib/Modeler';
import lintModule from 'bpmn-js-bpmnlint';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import zeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import minimapModule from 'diagram-js-minimap';
import * as lintRules from 'virtual:lint-rules';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import type { Finding } from '../api/types.js';
import { importFault } from './import-fault.js';
import type { LintIssues } from './lint-findings.js';
import { toFindings } from './lint-findings.js';
import { translateModule } from './translate.js';

export interface CanvasEvents {
  /** The model as XML after a change; called at most every 400 ms. */
  changed: (xml: string) => void;
  linted: (findings: Finding[]) => void;
}

interface Registry {
  get(id: string): { businessObject?: { name?: string } } | undefined;
}
interface Canvas {
  zoom(): number;
  zoom(how: string | number, center?: string): number;
  scroll(by: { dx: number; dy: number }): void;
  scrollToElement(element: unknown): void;
  getContainer(): HTMLElement;
}
interface Selection {
  select(element: unknown): void;
}
interface EventBus {
  on(event: string, listener: (event: { issues?: LintIssues }) => void): void;
}

/** The BPMN editor on a pair of DOM nodes. */
export class BpmnCanvas {
  private readonly modeler: BpmnModeler;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pending = false;

  constructor(
    container: HTMLElement,
    panel: HTMLElement,
    private readonly file: string,
    private readonly events: CanvasEvents,
  ) {
    this.modeler = new BpmnModeler({
      container,
      propertiesPanel: { parent: panel },
      linting: { bpmnlint: lintRules, active: true },
      moddleExtensions: { zeebe },
      additionalModules: [
        BpmnPropertiesPanelModule,
        BpmnPropertiesProviderModule,
        ZeebePropertiesProviderModule,
        CreateAppendAnythingModule,
        zeebeBehaviors,
        lintModule,
        minimapModule,
        translateModule,
      ],
    });
    const bus = this.modeler.get<EventBus>('eventBus');
    bus.on('commandStack.changed', () => this.scheduleExport());
    bus.on('linting.completed', ({ issues }) => this.report(issues ?? {}));
  }

  /** Shows a model; answers a German sentence when it cannot be read. */
  async open(xml: string): Promise<string | null> {
    try {
      await this.modeler.importXML(xml);
    } catch (error) {
      return importFault(error);
    }
    const canvas = this.modeler.get<Canvas>('canvas');
    canvas.zoom('fit-viewport', 'auto');
    // Leaves room for the palette, which lies over the canvas.
    canvas.zoom(canvas.zoom() * 0.85, 'auto');
    canvas.scroll({ dx: 48, dy: 0 });
    const svg = canvas.getContainer().querySelector('svg');
    svg?.setAttribute('role', 'img');
    svg?.setAttribute('aria-label', 'Prozessdiagramm');
    return null;
  }

  select(elementId: string): void {
    const element = this.modeler.get<Registry>('elementRegistry').get(elementId);
    if (!element) return;
    this.modeler.get<Selection>('selection').select(element);
    this.modeler.get<Canvas>('canvas').scrollToElement(element);
  }

  /** Hands over what was changed and not yet exported. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.pending) return;
    this.pending = false;
    const { xml } = await this.modeler.saveXML({ format: true });
    if (xml) this.events.changed(xml);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.modeler.destroy();
  }

  private scheduleExport(): void {
    this.pending = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), 400);
  }

  private report(issues: LintIssues): void {
    const registry = this.modeler.get<Registry>('elementRegistry');
    this.events.linted(
      toFindings(
        this.file,
        issues,
        (id) => registry.get(id)?.businessObject?.name,
        translateModule.translate[1] as (text: string) => string,
      ),
    );
  }
}
