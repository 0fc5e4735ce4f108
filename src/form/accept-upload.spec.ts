import { acceptUpload, safeFileName, UPLOAD_LIMITS } from './accept-upload.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const none = { files: 0, bytes: 0 };

describe('acceptUpload', () => {
  it('should accept a PDF and keep its name', async () => {
    expect(await acceptUpload(pdf, 'Situationsplan.pdf', none)).toMatchObject({
      ok: true,
      fileName: 'Situationsplan.pdf',
      contentType: 'application/pdf',
    });
  });

  it('should go by the content when the name says something else', async () => {
    expect(await acceptUpload(pdf, 'plan.exe', none)).toMatchObject({ ok: true, fileName: 'plan.pdf' });
    expect(await acceptUpload(Buffer.from('MZ\x90\x00 this is a program'), 'plan.pdf', none)).toEqual({
      ok: false,
      code: 'WRONG_TYPE',
    });
    expect(await acceptUpload(Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), 'plan.pdf', none)).toEqual({
      ok: false,
      code: 'WRONG_TYPE',
    });
  });

  it('should refuse what is empty, too large or too much', async () => {
    expect(await acceptUpload(Buffer.alloc(0), 'a.pdf', none)).toEqual({ ok: false, code: 'EMPTY' });
    expect(await acceptUpload(Buffer.alloc(UPLOAD_LIMITS.fileBytes + 1), 'a.pdf', none)).toEqual({
      ok: false,
      code: 'TOO_LARGE',
    });
    expect(await acceptUpload(pdf, 'a.pdf', { files: UPLOAD_LIMITS.files, bytes: 0 })).toEqual({
      ok: false,
      code: 'TOO_MANY',
    });
    expect(await acceptUpload(pdf, 'a.pdf', { files: 1, bytes: UPLOAD_LIMITS.totalBytes })).toEqual({
      ok: false,
      code: 'TOO_MANY',
    });
  });
});

describe('safeFileName', () => {
  it.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\Anna\\Plan 1:100.pdf', 'Plan 1100.pdf'],
    ['\u202Efdp.exe', 'fdp.pdf'],
    ['....', 'Dokument.pdf'],
    ['Bâtiment «Süd».PDF', 'Bâtiment «Süd».pdf'],
  ])('should turn %j into %j', (given, wanted) => expect(safeFileName(given, 'pdf')).toBe(wanted));
});
