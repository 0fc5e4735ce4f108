export { type BpmnElement, type BpmnOutline, outlineBpmn } from './bpmn-outline.js';
export { CITIZEN_GROUP, MANUAL_ERROR } from './check-model-references.js';
export { checkDecisions, checkFeel } from './feel-check.js';
export { type Finding, hasErrors } from './finding.js';
export { approximateDays, describePeriod, type IsoPeriod, parseIsoPeriod } from './iso-period.js';
export { loadPackage, MANIFEST_FILE, type PackageResult } from './load-package.js';
export { localize, type LocalizedText } from './localized-text.js';
export { manifestSchema, OUTCOME_STATUS, type PackageManifest, SERVICE_CATEGORIES } from './manifest.js';
export type { PackageChecks } from './package-checks.js';
export { contentHash, PACKAGE_LIMITS, type PackageFiles } from './package-files.js';
export { deployableResources, type FormFile, type ProcessPackage } from './process-package.js';
export { listPackageDirectories, readPackageDirectory } from './read-package-directory.js';
export { type DeliveredSettings, type ListedMunicipality, readSettingsDirectory } from './read-settings-directory.js';
export { type ResolvedSettings, resolveSettings, type SettingOrigin, type SettingOverlay } from './resolve-settings.js';
export type { DatedValue, SettingDefinition, SettingLayer, SettingValue } from './setting-definition.js';
export { isIban, type SettingCheck, validateSettingValue } from './setting-value.js';
export { parseSettingsFile, type SettingsFile } from './settings-file.js';
export { validatePackage, type ValidationResult } from './validate-package.js';
export {
  type OpenTask,
  runScenario,
  SCENARIO_CASE,
  type ScenarioEngine,
  startVariables,
  type WaitingJob,
} from './run-scenario.js';
export { parseScenario, type Scenario, type ScenarioVariables } from './scenario.js';
export { openScenarioEngine, type ScenarioEngineResult } from './scenario-engine.js';
