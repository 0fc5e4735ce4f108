/** The parts of dmn-moddle's tree that are read; moddle itself has no types. */
import { DmnModdle } from 'dmn-moddle';

export interface DmnText {
  text?: string;
  typeRef?: string;
}
export interface DmnReference {
  href?: string;
}
export interface DmnVariable {
  name?: string;
  typeRef?: string;
}

export interface DmnExpression {
  $type: string;
  id?: string;
  label?: string;
  typeRef?: string;
  text?: string;
  expressionLanguage?: string;
  // decision table
  hitPolicy?: string;
  aggregation?: string;
  input?: { id?: string; label?: string; inputExpression?: DmnText; inputValues?: DmnText }[];
  output?: {
    id?: string;
    name?: string;
    label?: string;
    typeRef?: string;
    outputValues?: DmnText;
    defaultOutputEntry?: DmnText;
  }[];
  rule?: { id?: string; inputEntry?: DmnText[]; outputEntry?: DmnText[] }[];
  // context, list, invocation, function
  contextEntry?: { variable?: DmnVariable; value?: DmnExpression }[];
  elements?: DmnExpression[];
  calledFunction?: DmnExpression;
  binding?: { parameter?: DmnVariable; bindingFormula?: DmnExpression }[];
  formalParameter?: DmnVariable[];
  body?: DmnExpression;
}

export interface DmnElement {
  $type: string;
  id?: string;
  name?: string;
  variable?: DmnVariable;
  decisionLogic?: DmnExpression;
  encapsulatedLogic?: DmnExpression;
  informationRequirement?: { requiredDecision?: DmnReference; requiredInput?: DmnReference }[];
  knowledgeRequirement?: { requiredKnowledge?: DmnReference }[];
}

export interface DmnDefinitions {
  id?: string;
  name?: string;
  drgElement?: DmnElement[];
}

/** Longest DMN text that is read, in characters. */
const MAX_XML = 4 * 1024 * 1024;

export type ReadDmn = { ok: true; definitions: DmnDefinitions } | { ok: false; message: string };

/** Reads DMN 1.3 XML; nothing outside the text is ever loaded. */
export async function readDmn(xml: string): Promise<ReadDmn> {
  if (xml.length > MAX_XML) return { ok: false, message: 'Die Entscheidungsdatei ist grösser als 4 MB.' };
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return { ok: false, message: 'Die Entscheidungsdatei enthält eine DOCTYPE-Angabe. Entfernen Sie diese.' };
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
    // moddle drops an element whose id is taken: the table would silently lose a cell.
    const duplicate = warnings.find(({ message }) => /duplicate/i.test(message));
    if (duplicate)
      return { ok: false, message: `Eine ID kommt in der Entscheidungsdatei zweimal vor: ${duplicate.message}` };
    return { ok: true, definitions: rootElement as DmnDefinitions };
  } catch (error) {
    return {
      ok: false,
      message: `Die Entscheidungsdatei ist kein gültiges DMN 1.3: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
