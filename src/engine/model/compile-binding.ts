import type { BpmnNode, ZeebeNode } from './bpmn-node.js';
import { attribute } from './bpmn-node.js';
import type { CompileContext } from './compile-context.js';
import type { Binding } from './graph.js';

const LATEST: Binding = { type: 'latest' };

/** Which version a called process, a called decision or a form is; `latest` is the default. */
export function compileBinding(context: CompileContext, node: BpmnNode, reference: ZeebeNode | undefined): Binding {
  const type = attribute(reference, 'bindingType') || 'latest';
  const tag = attribute(reference, 'versionTag') ?? '';
  if (type === 'versionTag') {
    if (tag.trim() !== '') return { type, tag };
    context.error(
      node,
      "Attribute 'versionTag' must be present and not empty when binding type 'versionTag' is used",
      'Zur Bindung «versionTag» fehlt die Versionsbezeichnung.',
    );
    return LATEST;
  }
  if (tag !== '') {
    context.error(
      node,
      `Attribute 'versionTag' must only be used with binding type 'versionTag', but was used with '${type}'`,
      'Eine Versionsbezeichnung gilt nur zusammen mit der Bindung «versionTag».',
    );
  }
  if (type === 'latest') return LATEST;
  if (type === 'deployment') return { type };
  context.error(
    node,
    `Attribute 'bindingType' must be one of: latest, deployment, versionTag, but was '${type}'`,
    `Die Bindung «${type}» gibt es nicht. Wählen Sie «latest», «deployment» oder «versionTag».`,
  );
  return LATEST;
}
