import { describe, expect, it } from '@jest/globals';
import { visibleContext } from './visible-context.js';

const schema = (components: object[]) => ({ id: 'f', components: components as never });

describe('visibleContext', () => {
  const context = {
    formell: { fehlend: 'Plan', notiz: 'geheim' },
    einstellungen: { intakeMode: 'DSC', gebuehr: 5 },
    einsprachen: [{ von: 'A', gruende: 'Lärm', adresse: 'geheim' }],
    intern: 'geheim',
  };

  it('should hand out only what expressions and texts name', () => {
    const form = schema([
      { id: 'a', type: 'text', text: 'Es fehlt: {{formell.fehlend}}' },
      { id: 'b', type: 'radio', key: 'b', conditional: { hide: '=einstellungen.intakeMode != "intern"' } },
    ]);
    expect(visibleContext(form, context)).toEqual({
      formell: { fehlend: 'Plan' },
      einstellungen: { intakeMode: 'DSC' },
    });
  });

  it('should cut the rows of a table to its columns, wherever the list is named', () => {
    const form = schema([
      { id: 't', type: 'text', text: '{{count(einsprachen)}} Einsprachen' },
      { id: 'l', type: 'table', dataSource: '=einsprachen', columns: [{ key: 'von' }, { key: 'gruende' }] },
    ]);
    expect(visibleContext(form, context)).toEqual({ einsprachen: [{ von: 'A', gruende: 'Lärm' }] });
  });

  it('should include the values of read-only fields, with the path of their group', () => {
    const form = schema([
      {
        id: 'g',
        type: 'group',
        path: 'formell',
        components: [{ id: 'n', type: 'textfield', key: 'fehlend', readonly: true }],
      },
    ]);
    expect(visibleContext(form, context)).toEqual({ formell: { fehlend: 'Plan' } });
  });

  it('should never follow prototypes', () => {
    const form = schema([{ id: 'x', type: 'text', text: '{{formell.__proto__.toString}} {{constructor.name}}' }]);
    expect(visibleContext(form, context)).toEqual({});
  });
});
