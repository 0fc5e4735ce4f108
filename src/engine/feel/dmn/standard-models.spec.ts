/** What models may hold that are not drawn for Camunda, and Zeebe refuses or does not see. */
import type { JsonValue } from '../../engine.js';
import { compileDecisionGraph } from '../index.js';

const model = (body: string, platform = ''): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="D" namespace="n" ${platform}>${body}</definitions>`;
const CAMUNDA = 'modeler:executionPlatform="Camunda Cloud"';
const input = (name: string, type: string): string =>
  `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const decision = (id: string, text: string, requires = ''): string =>
  `<decision id="${id}" name="${id}">${requires}<literalExpression><text><![CDATA[${text}]]></text></literalExpression></decision>`;
const needs = (href: string, what = 'requiredInput'): string =>
  `<informationRequirement><${what} href="${href}"/></informationRequirement>`;

async function graphOf(xml: string) {
  const compiled = await compileDecisionGraph(xml);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.value;
}

async function decide(xml: string, id: string, variables: Record<string, JsonValue> = {}): Promise<JsonValue> {
  const result = (await graphOf(xml)).evaluate(id, { get: (name) => variables[name] }, { now: 0 });
  if (!result.ok) throw new Error(result.message);
  return result.output;
}

const PERSON =
  '<itemDefinition name="tPerson"><itemComponent name="first-name"><typeRef>string</typeRef></itemComponent>' +
  '<itemComponent name="child\'s age"><typeRef>number</typeRef></itemComponent>' +
  '<itemComponent name="part 2.1"><typeRef>number</typeRef></itemComponent><itemComponent name="a"><typeRef>number</typeRef></itemComponent></itemDefinition>';
const ANNA = { 'first-name': 'Anna', "child's age": 7, 'part 2.1': 3, a: 1 };

describe('A decision model that is not drawn for Camunda', () => {
  it.each<[string, JsonValue]>([
    ["p.child's age * 2", 14],
    ['p.part 2.1*2 - p.a', 5],
    ['p.first-name + "!"', 'Anna!'],
    ['"p.first-name is " + p.first-name // p.first-name', 'p.first-name is Anna'],
    ["if p.child's age in [1..9] then p . first-name else null", 'Anna'],
    ["some q in [p] satisfies q.child's age > 6 and q.part   2.1 = 3", true],
    ['[1..p.part 2.1].end', 3],
  ])('should read names with signs as steps of paths: %s', async (text, wanted) => {
    const xml = model(PERSON + input('p', 'tPerson') + decision('x', text, needs('#p')));
    expect(await decide(xml, 'x', { p: ANNA })).toEqual(wanted);
  });

  it('should read the entries of boxed contexts so, too', async () => {
    const context = (id: string, entries: string): string =>
      `<decision id="${id}" name="${id}"><context>${entries}</context></decision>`;
    const entry = `<contextEntry><variable name="a/b"/><literalExpression><text>6</text></literalExpression></contextEntry>`;
    const xml = model(context('c', entry) + decision('x', 'c.a/b * 2', needs('#c', 'requiredDecision')));
    expect(await decide(xml, 'x')).toBe(12);
  });

  it.each<[string, JsonValue]>([
    ['<filter><in>#[1,2,3]</in><match>#item &gt; 1</match></filter>', [2, 3]],
    ['<filter><in>#[1,2,3]</in><match>#if item = 1 then true else null</match></filter>', [1]],
    ['<filter><in>#[1,2,3]</in><match>#if item = 1 then true else "two"</match></filter>', null],
    ['<some iteratorVariable="x"><in>#[1,2]</in><satisfies>#if x = 2 then true else null</satisfies></some>', true],
    ['<some iteratorVariable="x"><in>#[1,2]</in><satisfies>#if x = 2 then true else "one"</satisfies></some>', null],
    ['<every iteratorVariable="x"><in>#[1,2]</in><satisfies>#if x = 1 then true else 2</satisfies></every>', null],
    ['<every iteratorVariable="x"><in>#[1,2]</in><satisfies>#x &gt; 1</satisfies></every>', false],
    ['<conditional><if>#"abc"</if><then>#1</then><else>#2</else></conditional>', null],
    ['<conditional><if>#null</if><then>#1</then><else>#2</else></conditional>', 2],
  ])('should have no result for a box whose condition is no truth value: %s', async (box, wanted) => {
    const expressions = box.replace(/#([^<]*)/g, '<literalExpression><text>$1</text></literalExpression>');
    expect(await decide(model(`<decision id="x" name="x">${expressions}</decision>`), 'x')).toEqual(wanted);
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['<relation><column name="c" typeRef="tFoo"/><row>#v</row></relation>', [{ c: 'foo' }], [{ c: null }]],
    ['<invocation>#function(a) a<binding><parameter name="a" typeRef="tFoo"/>#v</binding></invocation>', 'foo', null],
    ['<invocation>#echo<binding><parameter name="a"/>#v</binding></invocation>', 'foo', null],
    ['<invocation>#typed<binding><parameter name="a"/>#v</binding></invocation>', 'foo', null],
    ['<invocation>#asked<binding><parameter name="a"/>#v</binding></invocation>', 'foo', null],
    ['<invocation>#service<binding><parameter name="given"/>#v</binding></invocation>', 'foo', null],
    ['<decisionTable><output/><rule><outputEntry typeRef="tFoo">%v</outputEntry></rule></decisionTable>', 'foo', null],
    ['<context typeRef="tLeft"><contextEntry>#if v = "foo" then "left" else v</contextEntry></context>', 'left', null],
  ])('should bind the types that are declared inside: %s', async (box, fits, other) => {
    const literal = '<literalExpression><text>$1</text></literalExpression>';
    const logic = box.replace(/#([^<]*)/g, literal).replace(/%([^<]*)/g, '<text>$1</text>');
    const item = (name: string, base: string, allowed: string): string =>
      `<itemDefinition name="${name}"><typeRef>${base}</typeRef><allowedValues><text>${allowed}</text></allowedValues></itemDefinition>`;
    const functionType = (name: string, result: string, parameter: string): string =>
      `<itemDefinition name="${name}"><functionItem ${result}><parameters name="a" ${parameter}/></functionItem></itemDefinition>`;
    const holder = (id: string, expression: string): string =>
      `<decision id="${id}" name="${id}">${expression}</decision>`;
    const xml = model(
      item('tFoo', 'string', '"foo", "bar"') +
        item('tLeft', 'tFoo', '"left", "right"') +
        functionType('tGives', 'outputTypeRef="tFoo"', '') +
        functionType('tTakes', '', 'typeRef="tFoo"') +
        holder(
          'x',
          ['echo', 'typed', 'asked'].map((id) => needs(`#${id}`, 'requiredDecision')).join('') +
            `<knowledgeRequirement><requiredKnowledge href="#service"/></knowledgeRequirement>${needs('#v')}${logic}`,
        ) +
        holder(
          'echo',
          '<functionDefinition typeRef="tGives"><formalParameter name="a"/><literalExpression><text>a</text></literalExpression></functionDefinition>',
        ) +
        holder('typed', '<literalExpression typeRef="tGives"><text>function(a: tFoo) a</text></literalExpression>') +
        holder('asked', '<literalExpression typeRef="tTakes"><text>function(a) a</text></literalExpression>') +
        decision('given', '1') +
        decision('out', 'given', needs('#given', 'requiredDecision')) +
        '<decisionService id="service" name="service"><variable name="service" typeRef="tTakes"/><outputDecision href="#out"/><inputDecision href="#given"/></decisionService>' +
        input('v', 'Any'),
    );
    expect(await decide(xml, 'x', { v: 'foo' })).toEqual(fits);
    expect(await decide(xml, 'x', { v: 'baz' })).toEqual(other);
    if (box.includes('#service')) expect(await decide(xml, 'service', { given: 'baz' })).toBeNull();
  });

  it('should be read although parts of its elements share an id, but not two elements', async () => {
    const twice = `<decision id="x" name="x"><variable id="v" name="x"/><literalExpression id="v"><text>1</text></literalExpression></decision>`;
    expect(await decide(model(twice), 'x')).toBe(1);
    const refusal = { ok: false, message: expect.stringContaining('zweimal') };
    expect(await compileDecisionGraph(model(twice, CAMUNDA))).toMatchObject(refusal);
    expect(await compileDecisionGraph(model(decision('x', '1') + decision('x', '2')))).toMatchObject(refusal);
  });

  it('should work apart from what requires an element that is not there', async () => {
    const body = decision('x', '1', needs('#gone')) + decision('y', 'x', needs('#x', 'requiredDecision'));
    const graph = await graphOf(model(body + decision('z', '3')));
    const evaluate = (id: string) => graph.evaluate(id, { get: () => undefined }, { now: 0 });
    expect(graph.warnings).toEqual([expect.stringContaining('«gone»')]);
    expect(evaluate('y')).toMatchObject({ ok: false, failedDecisionId: 'x', message: graph.warnings[0] });
    expect(evaluate('z')).toMatchObject({ ok: true, output: 3 });
    expect(await compileDecisionGraph(model(body, CAMUNDA))).toMatchObject({ ok: false });
  });

  it('should take the input of a table as the type its expression declares', async () => {
    const table = (platform = ''): string =>
      model(
        `<decision id="x" name="x">${needs('#v')}<decisionTable hitPolicy="FIRST"><input><inputExpression typeRef="number"><text>v</text></inputExpression></input><output name="o"/>
        <rule><inputEntry><text>5</text></inputEntry><outputEntry><text>"five"</text></outputEntry></rule>
        <rule><inputEntry><text>null</text></inputEntry><outputEntry><text>"no number"</text></outputEntry></rule></decisionTable></decision>${input('v', 'Any')}`,
        platform,
      );
    expect(await decide(table(), 'x', { v: [5] })).toBe('five');
    expect(await decide(table(), 'x', { v: '5' })).toBe('no number');
    expect(await decide(table(CAMUNDA), 'x', { v: '5' })).toBeNull();
  });
});
