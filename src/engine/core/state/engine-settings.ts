/** COMBINED: one context of all mappings, as Zeebe up to 8.9 and by default since. ORDERED: one after the other (8.10). */
export type MappingMode = 'COMBINED' | 'ORDERED';

/** What an operator may choose about how the engine executes; the same for all steps of a process of the server. */
export interface EngineSettings {
  readonly inputMappings: MappingMode;
  readonly outputMappings: MappingMode;
}

export const DEFAULT_SETTINGS: EngineSettings = { inputMappings: 'COMBINED', outputMappings: 'COMBINED' };
