/** One element of a decision model. Requirements are linked when all elements are known. */
import { compileFunction, declaredType, logicInside } from './boxed-expression.js';
import { expressionsIn } from './boxed-expression.js';
import type { GraphNode } from './graph-model.js';
import type { Logic, Surroundings } from './logic.js';
import { DecisionError, DmnCompileError } from './logic.js';
import type { XmlElement } from './xml-element.js';
import { attribute, childNamed } from './xml-element.js';

const TITLES: Record<string, string> = {
  decision: 'Entscheidung',
  businessKnowledgeModel: 'Wissensmodell',
  inputData: 'Eingabedaten',
  decisionService: 'Entscheidungsdienst',
};

/** `path`: names of the imports that lead to its model. */
export function compileElement(element: XmlElement, surroundings: Surroundings, path: readonly string[]): GraphNode {
  const name = attribute(element, 'name') ?? attribute(element, 'id') ?? '';
  const place = `${TITLES[element.name] ?? element.name} «${name}»`;
  // The standard demands no id; without one nothing can require the element, but it can be asked for.
  const id = attribute(element, 'id') ?? (surroundings.strict ? name : '');
  if (!id) throw new DmnCompileError(`${place}: die ID fehlt.`);
  const variable = childNamed(element, 'variable');
  const seenAs = [...new Set([attribute(variable, 'name') ?? name, name, id])];
  const type = declaredType(variable, surroundings);
  switch (element.name) {
    case 'inputData':
      return { kind: 'input', path, id, name, seenAs, type };
    case 'decisionService':
      return { kind: 'service', id, name, seenAs, type, inputs: [], outputs: [], requires: [] };
    case 'businessKnowledgeModel': {
      const logic = atPlace(place, surroundings, () =>
        compileFunction(childNamed(element, 'encapsulatedLogic') ?? element, surroundings),
      );
      return { kind: 'knowledge', id, name, seenAs, type, requires: [], logic };
    }
    default: {
      const logic = atPlace(place, surroundings, () => logicInside(element, surroundings));
      return { kind: 'decision', id, name, seenAs, type, requires: [], logic, decisionType: decisionType(element) };
    }
  }
}

/** In Zeebe's words. */
function decisionType(element: XmlElement): string {
  const [expression] = expressionsIn(element);
  if (expression?.name === 'decisionTable') return 'DECISION_TABLE';
  return expression?.name === 'literalExpression' ? 'LITERAL_EXPRESSION' : 'UNKNOWN';
}

/** What cannot be compiled is refused, or fails when it is evaluated. */
function atPlace(place: string, { report }: Surroundings, work: () => Logic): Logic {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DmnCompileError)) throw error;
    const message = `${place}, ${error.message.replace(/\.?$/, '.')}`;
    if (!report) throw new DmnCompileError(message);
    report(message);
    return () => {
      throw new DecisionError(message);
    };
  }
}
