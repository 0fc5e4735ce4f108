import { isSafeCrest } from './safe-crest.js';

describe('isSafeCrest', () => {
  it('should accept shapes', () => {
    expect(
      isSafeCrest(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><g fill="#fff"><path d="M0 0h4z"/></g></svg>',
      ),
    ).toBe(true);
  });

  it.each([
    '<svg><script>alert(1)</script></svg>',
    '<svg onload="x()"></svg>',
    '<svg><image href="https://example.org/x.png"/></svg>',
    '<svg><rect fill="url(https://example.org/x)"/></svg>',
    '<svg><style>@import "x"</style></svg>',
    '<!DOCTYPE svg><svg></svg>',
    '<svg><a xlink:href="x"><path d=""/></a></svg>',
    '<svg>',
  ])('should refuse %s', (svg) => {
    expect(isSafeCrest(svg)).toBe(false);
  });
});
