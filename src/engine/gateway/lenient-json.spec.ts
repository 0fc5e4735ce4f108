import { JsonFault, parseLeniently } from './lenient-json.js';

describe('parseLeniently', () => {
  it.each([
    ['{"a":1,"b":[true,false,null,"x"]}', { a: 1, b: [true, false, null, 'x'] }],
    [`{'a':'it"s'}`, { a: 'it"s' }],
    [`{"a":'it\\'s', 'b': [ ] , "c" : { } }`, { a: "it's", b: [], c: {} }],
    ['{"a":1} and what else', { a: 1 }],
    ['{"a":1e400,"b":-1e400}', { a: 'Infinity', b: '-Infinity' }],
    ['{"a":1.0,"b":-0.5e-2,"c":1E3}', { a: 1, b: -0.005, c: 1000 }],
    ['{"key":9007199254740991}', { key: 9007199254740991 }],
    ['{"iban":"CH9300762011623852957","id":"5e3f"}', { iban: 'CH9300762011623852957', id: '5e3f' }],
    [`{'text':'\\u00e9\\n\\t\\\\\\/'}`, { text: 'é\n\t\\/' }],
    ['null', null],
    ['17', 17],
  ])('should read %s', (text, value) => {
    expect(parseLeniently(text)).toEqual(value);
  });

  it.each([
    ['{"a":100000000000000000000}', /100000000000000000000 has more digits than can be kept; send it as a text/],
    ['{"a":9007199254740993}', /9007199254740993 has more digits/],
    ['{"a":}', /a value is expected at character 6/],
    ['{"a" 1}', /a colon is expected at character 6/],
    ['{a:1}', /a name in quotes is expected at character 2/],
    ['{"a":1,}', /a name in quotes is expected at character 8/],
    ['[1 2]', /a comma or the end of the list is expected at character 4/],
    ['{"a":"x', /a text has no end/],
    ['{"a":"x\ny"}', /control character/],
    ['{"a":"\\q"}', /an escape is unknown/],
    ['{"a":"\\u12', /an escape is unknown/],
    ["{'a':[[1]", /a comma or the end of the list is expected/],
    [`{'a':${'['.repeat(5_000)}`, /inside each other/],
    ['NaN', /a value is expected/],
  ])('should say where %s is wrong', (text, message) => {
    expect(() => parseLeniently(text)).toThrow(JsonFault);
    expect(() => parseLeniently(text)).toThrow(message);
  });

  it('should take __proto__ for a name like any other', () => {
    const value = parseLeniently(`{'__proto__':{'admin':true}}`) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value['admin']).toBeUndefined();
  });
});
