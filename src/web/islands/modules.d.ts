/** bpmn-js ships its ES modules as if they were CommonJS; the bundler knows better than the type checker. */
declare module 'bpmn-js/lib/NavigatedViewer' {
  export default class NavigatedViewer {
    constructor(options: { container: HTMLElement });
    importXML(xml: string): Promise<unknown>;
    get<T>(service: string): T;
    destroy(): void;
  }
}
