import { readFileSync, readdirSync } from 'node:fs';
import type { JsonValue } from '../../engine.js';
import { compileDecisionGraph } from '../index.js';

const head = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="D" namespace="n">';
const forCamunda = (xml: string): string =>
  xml.replace(
    ' id="d"',
    ' xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" id="d"',
  );
const rule = (input: string, output: string): string =>
  `<rule id="r_${output.replace(/\W/g, '')}"><inputEntry id="i_${output.replace(/\W/g, '')}"><text><![CDATA[${input}]]></text></inputEntry><outputEntry id="oe_${output.replace(/\W/g, '')}"><text><![CDATA[${output}]]></text></outputEntry></rule>`;
const tableXml = (policy: string, rules: [string, string][], extra = ''): string =>
  `${head}<decision id="gebuehr" name="Gebühr"><decisionTable id="t" ${policy}><input id="i1" label="Kosten"><inputExpression id="ie"><text>kosten</text></inputExpression>${extra}</input><output id="o1" name="betrag"/>${rules.map(([i, o]) => rule(i, o)).join('')}</decisionTable></decision></definitions>`;

async function decide(xml: string, id: string, variables: Record<string, JsonValue>) {
  const compiled = await compileDecisionGraph(xml);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.value.evaluate(id, { get: (name) => variables[name] }, { now: 0 });
}

describe('compileDecisionGraph', () => {
  const rules: [string, string][] = [
    ['> 10', '100'],
    ['> 20', '200'],
    ['-', '50'],
  ];
  it.each<[string, JsonValue]>([
    ['hitPolicy="FIRST"', 100],
    ['hitPolicy="COLLECT"', [100, 200, 50]],
    ['hitPolicy="RULE ORDER"', [100, 200, 50]],
    ['hitPolicy="COLLECT" aggregation="SUM"', 350],
    ['hitPolicy="COLLECT" aggregation="MIN"', 50],
    ['hitPolicy="COLLECT" aggregation="MAX"', 200],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 3],
  ])('should answer by %s', async (policy, output) => {
    expect(await decide(tableXml(policy, rules), 'gebuehr', { kosten: 30 })).toMatchObject({ ok: true, output });
  });

  it('should fail when several rules match a UNIQUE table', async () => {
    expect(await decide(forCamunda(tableXml('', rules)), 'gebuehr', { kosten: 30 })).toMatchObject({
      ok: false,
      failedDecisionId: 'gebuehr',
      message: expect.stringContaining('UNIQUE'),
    });
  });

  it('should answer null when no rule matches', async () => {
    expect(await decide(tableXml('', [['> 10', '1']]), 'gebuehr', {})).toMatchObject({
      ok: true,
      output: null,
      evaluatedDecisions: [{ matchedRules: [] }],
    });
  });

  it('should tell inputs and matched rules', async () => {
    expect(await decide(tableXml('hitPolicy="FIRST"', rules), 'gebuehr', { kosten: 15 })).toMatchObject({
      evaluatedDecisions: [
        {
          decisionId: 'gebuehr',
          decisionName: 'Gebühr',
          decisionOutput: 100,
          evaluatedInputs: [{ inputName: 'Kosten', inputValue: 15 }],
          matchedRules: [{ ruleIndex: 1 }, { ruleIndex: 3 }],
        },
      ],
    });
  });

  it('should have no result for inputs outside the allowed values', async () => {
    const xml = tableXml('', [['-', '1']], '<inputValues id="iv"><text>[0..10]</text></inputValues>');
    expect(await decide(xml, 'gebuehr', { kosten: 11 })).toMatchObject({ ok: true, output: null });
    expect(await decide(xml, 'gebuehr', { kosten: 10 })).toMatchObject({ ok: true, output: 1 });
    expect(await decide(forCamunda(xml), 'gebuehr', { kosten: 11 })).toMatchObject({ ok: true, output: 1 });
  });

  it('should refuse an id that is used twice', async () => {
    expect(
      await compileDecisionGraph(
        forCamunda(
          tableXml('', [
            ['-', '1'],
            ['-', '1'],
          ]),
        ),
      ),
    ).toMatchObject({ ok: false, message: expect.stringContaining('zweimal') });
  });

  it('should refuse DOCTYPE and broken XML', async () => {
    expect(await compileDecisionGraph('<!DOCTYPE x><definitions/>')).toMatchObject({ ok: false });
    expect(await compileDecisionGraph('<nope')).toMatchObject({ ok: false });
  });

  it('should evaluate required decisions and knowledge models first', async () => {
    const xml = `${head}<decision id="total" name="Total"><variable id="v" name="total"/>
      <informationRequirement id="q1"><requiredDecision href="#basis"/></informationRequirement>
      <knowledgeRequirement id="q2"><requiredKnowledge href="#runden"/></knowledgeRequirement>
      <literalExpression id="l"><text>runden(basis * 1.081)</text></literalExpression></decision>
      <decision id="basis" name="Basis Betrag"><variable id="v2" name="basis"/><literalExpression id="l2"><text>kosten / 10</text></literalExpression></decision>
      <businessKnowledgeModel id="runden" name="runden"><encapsulatedLogic id="e"><formalParameter id="p" name="x"/><literalExpression id="l3"><text>round half up(x * 20, 0) / 20</text></literalExpression></encapsulatedLogic></businessKnowledgeModel></definitions>`;
    expect(await decide(xml, 'total', { kosten: 1234 })).toMatchObject({
      ok: true,
      output: 133.4,
      evaluatedDecisions: [{ decisionId: 'basis' }, { decisionId: 'total' }],
    });
  });

  it('should compile every decision of the packages', async () => {
    const files = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.dmn'),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files)
      expect({ file, ...(await compileDecisionGraph(readFileSync(`processes/${file}`, 'utf8'))) }).toMatchObject({
        file,
        ok: true,
      });
  });
});
