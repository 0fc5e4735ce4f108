import { readFileSync } from 'node:fs';
import { checkBpmn, isError } from '../../model/index.js';
import { adaptResources } from './adapt-resources.js';

const DMN = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
  <decision id="gebuehr" name="Gebühr"><informationRequirement id="i"><requiredDecision href="#grundlage"/></informationRequirement></decision>
  <decision id="grundlage" name="Grundlage"/>
  <inputData id="gebuehr_eingabe"/>
</definitions>`;

const process = (task: string, boundary = '') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="x" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="rule"/>
    <bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="gebuehr" resultVariable="g" bindingType="deployment"/></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:businessRuleTask>
    <bpmn:sequenceFlow id="f2" sourceRef="rule" targetRef="sub"/>
    <bpmn:subProcess id="sub"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:startEvent id="inner"><bpmn:outgoing>s1</bpmn:outgoing></bpmn:startEvent>
      <bpmn:sequenceFlow id="s1" sourceRef="inner" targetRef="task"/>
      <bpmn:userTask id="task" name="Prüfen"><bpmn:extensionElements><zeebe:userTask/>${task}</bpmn:extensionElements><bpmn:incoming>s1</bpmn:incoming><bpmn:outgoing>s2</bpmn:outgoing></bpmn:userTask>
      ${boundary}
      <bpmn:sequenceFlow id="s2" sourceRef="task" targetRef="innerEnd"/>
      <bpmn:endEvent id="innerEnd"><bpmn:incoming>s2</bpmn:incoming></bpmn:endEvent>
    </bpmn:subProcess>
    <bpmn:sequenceFlow id="f3" sourceRef="sub" targetRef="end"/>
    <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

const LISTENED = `<zeebe:taskSchedule dueDate="=frist.faellig"/>
  <zeebe:executionListeners><zeebe:executionListener eventType="start" type="deadline.task" retries="5"/></zeebe:executionListeners>
  <zeebe:ioMapping><zeebe:input source="={dauer: &quot;P2D&quot;}" target="fristVorgabe"/></zeebe:ioMapping>`;

const TIMER = `<bpmn:boundaryEvent id="late" attachedToRef="task" cancelActivity="false"><bpmn:outgoing>s3</bpmn:outgoing>
  <bpmn:timerEventDefinition id="td"><bpmn:timeDate>= wecker.um</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="s3" sourceRef="late" targetRef="lateEnd"/><bpmn:endEvent id="lateEnd"><bpmn:incoming>s3</bpmn:incoming></bpmn:endEvent>`;

const files = (bpmn: string) => [
  { name: 'p.bpmn', content: bpmn },
  { name: 'g.dmn', content: DMN },
  { name: 'f.form', content: '{}' },
];

async function adapted(bpmn: string, version = '8.5.8'): Promise<{ bpmn: string; dmn: string }> {
  const [process, dmn] = await adaptResources(files(bpmn), version);
  return { bpmn: process?.content ?? '', dmn: dmn?.content ?? '' };
}

const element = (xml: string, id: string): string =>
  new RegExp(`<bpmn:(\\w+) id="${id}"[\\s\\S]*?</bpmn:\\1>`).exec(xml)?.[0] ?? '';

const errorsOf = async (bpmn = '') => (await checkBpmn(bpmn)).filter(isError);

describe('files of a package for an older cluster', () => {
  it('should stay as they are from 8.6 on', async () => {
    for (const version of ['8.6.0', '8.10.1', '9.0.0'])
      expect(await adaptResources(files(process(LISTENED)), version)).toEqual(files(process(LISTENED)));
  });

  it('should have the listener of a user task as a service task before it, with the same inputs', async () => {
    const { bpmn } = await adapted(process(LISTENED));
    expect(bpmn).not.toContain('executionListener');
    expect(element(bpmn, 'task-listener')).toContain('<zeebe:taskDefinition type="deadline.task" retries="5" />');
    expect(element(bpmn, 'task-listener')).toContain('target="fristVorgabe"');
    expect(bpmn).toContain('id="s1" sourceRef="inner" targetRef="task-listener"');
    expect(bpmn).toContain('sourceRef="task-listener" targetRef="task"');
    // And it is a model that can be read.
    expect(await errorsOf(bpmn)).toEqual([]);
  });

  it('should keep as the task’s own what its time limits refer to, and nothing that its inputs give it', async () => {
    const { bpmn } = await adapted(process(LISTENED, TIMER));
    const inputs = [...element(bpmn, 'task').matchAll(/<zeebe:input source="([^"]*)" target="([^"]*)"/g)];
    expect(inputs.map(([, source, target]) => [source, target])).toEqual([
      ['={dauer: &#34;P2D&#34;}', 'fristVorgabe'],
      ['=frist', 'frist'],
      ['=wecker', 'wecker'],
    ]);
    const own = LISTENED.replace('=frist.faellig', '=fristVorgabe.faellig');
    expect(element((await adapted(process(own))).bpmn, 'task').match(/<zeebe:input /g)).toHaveLength(1);
  });

  it('should leave user tasks without listeners alone', async () => {
    const { bpmn } = await adapted(process('<zeebe:taskSchedule dueDate="=frist.faellig"/>'));
    expect(bpmn).not.toContain('-listener');
    expect(element(bpmn, 'task')).not.toContain('zeebe:input');
  });

  it('should bind decisions to the file that was deployed with them', async () => {
    const { bpmn, dmn } = await adapted(process(''));
    const name = /<decision id="(gebuehr-[0-9a-f]{12})"/.exec(dmn)?.[1] ?? 'none';
    expect(bpmn).toContain(`decisionId="${name}"`);
    expect(dmn).toMatch(/href="#grundlage-[0-9a-f]{12}"/);
    expect(dmn).toContain('<inputData id="gebuehr_eingabe"/>');
    const changed = await adaptResources(
      files(process('')).map((file) => ({ ...file, content: file.content.replace('Grundlage', 'Basis') })),
      '8.5.8',
    );
    expect(changed[1]?.content).not.toContain(name);
    const newest = process('').replace(' bindingType="deployment"', '');
    expect((await adapted(newest)).bpmn).toContain('decisionId="gebuehr"');
  });

  it('should leave to the cluster what cannot be read', async () => {
    expect((await adapted('<bpmn')).bpmn).toBe('<bpmn');
  });

  it.each(['zuzug', 'baugesuch'])(
    'should make of %s a model that can be read, without listeners of user tasks',
    async (name) => {
      const content = readFileSync(`processes/${name}/${name}.bpmn`, 'utf8');
      const [file] = await adaptResources([{ name: 'x.bpmn', content }], '8.5.8');
      expect(await errorsOf(file?.content)).toEqual([]);
      const tasks = [...(file?.content ?? '').matchAll(/<bpmn:userTask [\s\S]*?<\/bpmn:userTask>/g)].map(
        ([xml]) => xml,
      );
      expect(tasks.length).toBeGreaterThan(10);
      // Service tasks may have listeners on 8.5, too.
      expect(tasks.filter((xml) => xml.includes('executionListener'))).toHaveLength(0);
    },
  );
});
