import { FormContext } from '@bpmn-io/form-js-viewer';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FormIslandProps } from '../../form/form-island-props.js';

/** What our fields need beyond form-js: words and the way to store files. */
export interface Host {
  props: FormIslandProps;
  /** Says something to screen readers without moving the focus. */
  announce(message: string): void;
}

/** The service under which form-js hands our host to the fields. */
export const HOST_SERVICE = 'dscHost';

interface FormServices {
  getService<T>(name: string, strict?: boolean): T;
}

export function useFormService<T>(name: string): T {
  return useContext(FormContext as ReturnType<typeof createContext<FormServices>>).getService<T>(name, false);
}

export const useHost = (): Host => useFormService<Host>(HOST_SERVICE);
