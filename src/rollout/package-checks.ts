import { checkBpmn } from '../engine/model/index.js';
import { checkFormSchema } from '../form/index.js';
import { checkDecisions, checkFeel } from '../process-package/feel-check.js';
import { JOB_WORKERS } from '../worker/index.js';
import type { PackageChecks } from '../process-package/package-checks.js';

/** The checks of publishing: the very functions by which engine, decisions, forms and letters read the files later. */
export const PACKAGE_CHECKS: PackageChecks = {
  bpmn: async (path, xml) =>
    (await checkBpmn(xml)).map(({ severity, message, elementId, elementName }) => ({
      file: path,
      severity,
      message,
      ...(elementId === '' ? {} : { elementId }),
      ...(elementName === '' ? {} : { elementName }),
    })),
  dmn: checkDecisions,
  form: async (path, schema) => checkFormSchema(schema, path),
  feel: checkFeel,
  jobTypes: new Set(JOB_WORKERS.map(({ type }) => type)),
};
