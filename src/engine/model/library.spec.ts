import { readFileSync } from 'node:fs';
import { checkBpmn, compileBpmn } from './index.js';

describe('models of the process library', () => {
  it.each(['baugesuch', 'zuzug'])('should accept %s', async (id) => {
    const xml = readFileSync(`processes/${id}/${id}.bpmn`, 'utf8');
    expect(await checkBpmn(xml)).toEqual([]);
    const compiled = await compileBpmn(xml);
    expect(compiled.ok && compiled.processes.map((process) => process.id)).toEqual([id]);
  });
});
