import { describe, expect, it } from '@jest/globals';
import { isOwnRequest } from './same-origin.js';

const OURS = ['https://dienste.example'];

describe('isOwnRequest', () => {
  it.each([
    ['GET', { origin: 'https://evil.example' }, true],
    ['POST', {}, true],
    ['POST', { 'sec-fetch-site': 'same-origin' }, true],
    ['POST', { 'sec-fetch-site': 'none' }, true],
    ['POST', { 'sec-fetch-site': 'same-site' }, false],
    ['POST', { 'sec-fetch-site': 'cross-site', origin: 'https://dienste.example' }, false],
    ['POST', { origin: 'https://dienste.example', host: 'intern:3000' }, true],
    ['POST', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
    ['POST', { origin: 'http://127.0.0.1:4000', host: '127.0.0.1:3000' }, false],
    ['DELETE', { origin: 'null', host: '127.0.0.1:3000' }, false],
    ['POST', { origin: 'not a url', host: '127.0.0.1:3000' }, false],
  ])('should answer %s with %j by %s', (method, headers, expected) => {
    expect(isOwnRequest(method, headers, OURS)).toBe(expected);
  });
});
