/** Zeebe 8.5 refuses listeners of user tasks: the listener becomes a service task before it, with this behind its id. */
const SUFFIX = '-listener';

export const listenerTaskId = (elementId: string): string => `${elementId}${SUFFIX}`;

/** The element that people know: incidents and jobs of a listener are shown at the element it listens to. */
export const listenedElement = (elementId: string): string =>
  elementId.endsWith(SUFFIX) ? elementId.slice(0, -SUFFIX.length) : elementId;
