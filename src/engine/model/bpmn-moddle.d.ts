declare module 'bpmn-moddle' {
  export interface ParseResult {
    rootElement: unknown;
    elementsById: Record<string, unknown>;
    warnings: { message: string }[];
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<ParseResult>;
  }
}
