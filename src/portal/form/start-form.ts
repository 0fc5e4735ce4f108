import type { Variables } from '../../engine/engine.js';
import { asFormSchema, type FormSchema } from '../../form/form-schema.js';
import { municipalityVariables, type Municipality } from '../../municipality/profile.js';
import type { Service } from '../../rollout/service-directory.js';

/** The form that opens a case of this service. A package without it cannot be published. */
export function startFormOf(service: Service): FormSchema {
  const { pkg } = service;
  const schema = asFormSchema(pkg.forms.get(pkg.manifest.start.form)?.schema);
  if (!schema) throw new Error(`Package ${service.packageId} ${service.version} has no start form`);
  return schema;
}

/** What the start form may ask the server: the settings that hold today, and the Gemeinde. */
export const startContext = (service: Service, municipality: Municipality): Variables => ({
  einstellungen: service.settings.values as Variables,
  gemeinde: municipalityVariables(municipality),
});
